import fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImportProblem } from '../../../contract/api/import-api.ts';
import { stemAndExtension } from '../../rename/naming/paths.ts';
import type { ImportedFile, ImportedName } from './imported.ts';
import { jsonOf } from './json-of.ts';
import { LeftOut } from './left-out.ts';

/** What Eagle says of a library, and of a picture in it; there is more in both. */
const item = z.object({
  name: z.string(),
  ext: z.string(),
  tags: z.array(z.string()).default([]),
  folders: z.array(z.string()).default([]),
  isDeleted: z.boolean().default(false),
});
const folder = z.object({
  id: z.string(),
  name: z.string(),
  get children(): z.ZodDefault<z.ZodArray<typeof folder>> {
    return z.array(folder).default([]);
  },
});
const library = z.object({ folders: z.array(folder) });

type Folder = z.infer<typeof folder>;

/** In the library's folder, and in that of each picture. */
export const eagleFile = 'metadata.json';

/** Whether a folder is a library of Eagle: `metadata.json` and, for each picture, `images/….info`. */
export function isEagleLibrary(path: string): boolean {
  return fs.existsSync(join(path, eagleFile)) && fs.existsSync(join(path, 'images'));
}

/**
 * Tags and folders of the pictures in a library of Eagle, of which the library or the artist says what is a character. Pictures in Eagle's bin are left
 * out; of one whose `metadata.json` makes no sense `onProblem` is told. Throws LeftOut, and what the system says of the library itself.
 */
export function readEagle(path: string, onProblem: (problem: ImportProblem) => void): ImportedFile[] {
  const { folders } = said(library, join(path, eagleFile));
  const folderNames = namesById(folders);
  const images = join(path, 'images');
  const holders = fs.readdirSync(images).filter((name) => name.endsWith('.info'));
  return holders.flatMap((holder) => {
    try {
      return itemIn(join(images, holder), folderNames) ?? [];
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      onProblem({ path: join(images, holder, eagleFile), kind: error.kind, detail: error.message });
      return [];
    }
  });
}

/** Throws LeftOut. */
function said<Schema extends z.ZodType>(schema: Schema, path: string): z.infer<Schema> {
  let found: unknown;
  try {
    found = jsonOf(fs.readFileSync(path, 'utf8'));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LeftOut(cause instanceof SyntaxError ? 'not-understood' : 'unreadable', detail, { cause });
  }
  const { success, data, error } = schema.safeParse(found);
  if (!success) throw new LeftOut('other-version', z.prettifyError(error).replaceAll(/\s+/gu, ' '));
  return data;
}

function namesById(folders: readonly Folder[], known = new Map<string, string>()): Map<string, string> {
  for (const { id, name, children } of folders) {
    known.set(id, name);
    namesById(children, known);
  }
  return known;
}

/** Null: there is nothing to say of it. Throws LeftOut. */
function itemIn(holder: string, folderNames: ReadonlyMap<string, string>): ImportedFile | null {
  const { name, ext, tags, folders, isDeleted } = said(item, join(holder, eagleFile));
  const names = [
    ...tags.map((tag): ImportedName => ({ name: tag, kind: 'keyword', region: null })),
    ...folders.flatMap((id): ImportedName | [] => {
      const named = folderNames.get(id);
      return named === undefined ? [] : { name: named, kind: 'keyword', region: null };
    }),
  ];
  return names.length === 0 || isDeleted ? null : { path: pictureIn(holder, name, ext), names };
}

/** Under the name that Eagle shows; what a file system does not take of that, Eagle leaves out of the file's. */
function pictureIn(holder: string, name: string, ext: string): string {
  const shown = join(holder, `${name}.${ext}`);
  if (fs.existsSync(shown)) return shown;
  const files = fs.readdirSync(holder).filter((file) => {
    const { stem, extension } = stemAndExtension(file);
    return extension.toLowerCase() === ext.toLowerCase() && !stem.endsWith('_thumbnail');
  });
  const [only] = files;
  return only !== undefined && files.length === 1 ? join(holder, only) : shown;
}
