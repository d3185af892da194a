import fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImportedFile, ImportedName } from './imported.ts';
import { jsonOf } from './json-of.ts';

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

/** Whether a folder is a library of Eagle: `metadata.json` and, for each picture, `images/….info`. */
export function isEagleLibrary(path: string): boolean {
  return fs.existsSync(join(path, 'metadata.json')) && fs.existsSync(join(path, 'images'));
}

/**
 * Tags and folders of the pictures in a library of Eagle, of which the library or the artist says what is a character. A picture whose
 * `metadata.json` makes no sense, or that lies in Eagle's bin, is left out. Throws what the system or the parser says of the library itself.
 */
export function readEagle(path: string): ImportedFile[] {
  const { folders } = library.parse(jsonOf(fs.readFileSync(join(path, 'metadata.json'), 'utf8')));
  const folderNames = namesById(folders);
  const images = join(path, 'images');
  const holders = fs.readdirSync(images).filter((name) => name.endsWith('.info'));
  return holders.flatMap((holder) => itemIn(join(images, holder), folderNames) ?? []);
}

function namesById(folders: readonly Folder[], known = new Map<string, string>()): Map<string, string> {
  for (const { id, name, children } of folders) {
    known.set(id, name);
    namesById(children, known);
  }
  return known;
}

function itemIn(holder: string, folderNames: ReadonlyMap<string, string>): ImportedFile | null {
  const read = item.safeParse(jsonIn(join(holder, 'metadata.json')));
  if (!read.success || read.data.isDeleted) return null;
  const { name, ext, tags, folders } = read.data;
  const names = [
    ...tags.map((tag): ImportedName => ({ name: tag, kind: 'keyword', region: null })),
    ...folders.flatMap((id): ImportedName | [] => {
      const named = folderNames.get(id);
      return named === undefined ? [] : { name: named, kind: 'keyword', region: null };
    }),
  ];
  return names.length === 0 ? null : { path: join(holder, `${name}.${ext}`), names };
}

function jsonIn(path: string): unknown {
  try {
    return jsonOf(fs.readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
