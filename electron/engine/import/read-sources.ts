import fs from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportProblem, ImportProblemKind, ImportRequest } from '../../contract/api/import-api.ts';
import { saidBy } from '../export/xmp.ts';
import { codeOf } from '../rename/batch/file-system.ts';
import { stemAndExtension } from '../rename/naming/paths.ts';
import type { ImportedFile } from './sources/imported.ts';
import { listed, type KnownPictures } from './known-pictures.ts';
import { digikamFile, readDigikam } from './sources/digikam-names.ts';
import { eagleFile, isEagleLibrary, readEagle } from './sources/eagle-names.ts';
import { LeftOut } from './sources/left-out.ts';
import { namesByFolder } from './sources/folder-names.ts';
import { PictureNames } from './sources/picture-names.ts';
import { picasaFiles } from './sources/picasa-names.ts';
import { rowsOfJson, rowsOfTable, type TableRow } from './sources/table-names.ts';
import { textOfFile } from './sources/text-of-file.ts';

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface ReadNames {
  readonly files: readonly ImportedFile[];
  readonly problems: readonly ImportProblem[];
}

/** Reads this many pictures before it lets others have the thread. */
const atOnce = 16;

/** Reads what each path is: a database, a table, a sidecar, a picture, or a folder of them. Stops where it is when aborted. */
export async function readSources(
  { paths, folders }: ImportRequest,
  known: KnownPictures,
  { signal, onProgress }: ReadOptions,
): Promise<ReadNames> {
  const files: ImportedFile[] = [];
  const problems: ImportProblem[] = [];
  const pictures = new PictureNames();
  const guarded = (path: string, read: () => readonly ImportedFile[]) => {
    try {
      for (const file of read()) files.push(file);
    } catch (error) {
      problems.push({ path, ...reasonOf(error) });
    }
  };
  const onProblem: OnProblem = (problem) => void problems.push(problem);
  const each: string[] = [];
  for (const given of paths) {
    guarded(given, () => {
      const isFolder = fs.statSync(given).isDirectory();
      const path = asKnown(given, isFolder, known);
      const whole = isFolder ? namesOfFolder(path, folders, known, onProblem) : namesOfFile(path, onProblem);
      if (whole === null) for (const one of isFolder ? below(path, known) : [pictureOf(path, known)]) each.push(one);
      return whole ?? [];
    });
  }
  for (const [done, path] of each.entries()) {
    if (signal.aborted) break;
    guarded(path, () => pictures.of(path));
    if (done % atOnce === 0) {
      onProgress(done, each.length);
      await nextTurn();
    }
  }
  return { files, problems };
}

type OnProblem = (problem: ImportProblem) => void;

/** Null: its pictures are looked at one by one. */
function namesOfFolder(
  path: string,
  byFolder: boolean,
  known: KnownPictures,
  onProblem: OnProblem,
): readonly ImportedFile[] | null {
  if (byFolder) return namesByFolder(path, below(path, known));
  if (isEagleLibrary(path)) return readEagle(path, onProblem);
  const database = join(path, digikamFile);
  return fs.existsSync(database) ? readDigikam(database) : null;
}

function namesOfFile(path: string, onProblem: OnProblem): readonly ImportedFile[] | null {
  switch (extname(path).toLowerCase()) {
    case '.db':
      return readDigikam(path);
    case '.csv':
    case '.tsv':
      return filesOf(path, rowsOfTable(textOfFile(fs.readFileSync(path))));
    case '.json':
      if (isEagleLibrary(dirname(path)) && basename(path) === eagleFile) return readEagle(dirname(path), onProblem);
      return filesOf(path, rowsOfJson(fs.readFileSync(path, 'utf8')));
    case '.ini':
      return picasaFiles.includes(basename(path)) ? new PictureNames().inPicasa(dirname(path)) : null;
    default:
      return null;
  }
}

/** Files of a table are named from the table's own folder, if not whole. */
function filesOf(table: string, rows: readonly TableRow[]): ImportedFile[] {
  const byFile = Map.groupBy(rows, ({ file }) => file);
  return [...byFile].map(([file, names]) => {
    const beside = join(dirname(table), file);
    const isThere = fs.existsSync(beside);
    return { path: isThere ? beside : file, names: names.map(({ name }) => name) };
  });
}

/** The library has its folders where they are; a link may lead there. */
function asKnown(path: string, isFolder: boolean, known: KnownPictures): string {
  const folder = isFolder ? path : dirname(path);
  if (known.has(path) || known.below(folder).length > 0) return path;
  const real = fs.realpathSync.native(folder);
  return isFolder ? real : join(real, basename(path));
}

function below(folder: string, known: KnownPictures): string[] {
  const paths = known.below(folder);
  if (paths.length === 0) throw new LeftOut('not-in-library');
  return paths;
}

/** A sidecar stands for its picture: `a.png.xmp` for `a.png`, `a.xmp` for whichever picture is called `a`. */
function pictureOf(path: string, known: KnownPictures): string {
  if (known.has(path)) return path;
  const bare = path.replace(/\.xmp$/iu, '');
  if (bare !== path && known.has(bare)) return bare;
  const [picture, ...others] =
    bare === path ? [] : known.below(dirname(path)).filter((each) => withoutEnding(each) === bare);
  if (picture === undefined) throw new LeftOut('not-in-library');
  if (others.length > 0) throw new LeftOut('ambiguous', listed([picture, ...others].map((each) => ({ path: each }))));
  return picture;
}

function withoutEnding(path: string): string {
  return join(dirname(path), stemAndExtension(basename(path)).stem);
}

function reasonOf(error: unknown): { readonly kind: ImportProblemKind; readonly detail: string } {
  const detail = saidBy(error);
  if (error instanceof LeftOut) return { kind: error.kind, detail };
  const code = codeOf(error);
  const isSystem = code !== undefined && !code.startsWith('SQLITE');
  return { kind: isSystem ? 'unreadable' : 'not-understood', detail };
}
