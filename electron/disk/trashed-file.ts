import { constants, copyFileSync, linkSync, lstatSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';

/** A file in the system's trash. */
export interface TrashedFile {
  readonly file: string;
  /** What the trash notes of it. */
  readonly info: string;
  /** When it went there: later is larger. */
  readonly at: string;
}

/**
 * Takes a file out of the trash to its path, or where another file has the path now, to one beside it: never over a file. Answers where it is.
 * Throws what the system says.
 */
export function takeBack(path: string, { file, info }: TrashedFile): string {
  mkdirSync(dirname(path), { recursive: true });
  for (const free of namesFor(path)) {
    if (!putAt(file, free)) continue;
    rmSync(info, { force: true });
    return free;
  }
  throw new Error('there is always another name');
}

/** `mika.png`, `mika (2).png`, `mika (3).png` … */
function* namesFor(path: string): Generator<string> {
  yield path;
  const { dir, name, ext } = parse(path);
  for (let at = 2; ; at += 1) {
    const mark = ` (${at})${ext}`;
    yield join(dir, `${shortened(name, longestName - Buffer.byteLength(mark))}${mark}`);
  }
}

/** Bytes that a name has at most on most file systems. */
const longestName = 255;

function shortened(name: string, bytes: number): string {
  const letters = Array.from(name);
  while (Buffer.byteLength(letters.join('')) > bytes) letters.pop();
  return letters.join('');
}

/** Moves a file to a path that no file has; false: one has it. The name is made by a link where the disk knows links, as that fails where the name is taken. */
function putAt(file: string, path: string): boolean {
  try {
    linkSync(file, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT') throw error;
    return code === 'EXDEV' ? copyTo(file, path) : renameTo(file, path);
  }
  rmSync(file);
  return true;
}

/** A disk without links: FAT, many shares. */
function renameTo(file: string, path: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })) return false;
  renameSync(file, path);
  return true;
}

/** The trash is on another disk. */
function copyTo(file: string, path: string): boolean {
  try {
    copyFileSync(file, path, constants.COPYFILE_EXCL);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  const { atime, mtime } = lstatSync(file);
  utimesSync(path, atime, mtime);
  rmSync(file);
  return true;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The one that went there last. */
export function latest(found: readonly TrashedFile[]): TrashedFile | null {
  return found.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))[0] ?? null;
}
