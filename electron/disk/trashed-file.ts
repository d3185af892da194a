import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file in the system's trash. */
export interface TrashedFile {
  readonly file: string;
  /** What the trash notes of it. */
  readonly info: string;
  /** When it went there: later is larger. */
  readonly at: string;
}

/** Takes a file out of the trash to its path. Answers whether it is back: never over a file that has the path now. Throws what the system says. */
export function takeBack(path: string, found: TrashedFile | null): boolean {
  if (!found || existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  renameSync(found.file, path);
  rmSync(found.info, { force: true });
  return true;
}

/** The one that went there last. */
export function latest(found: readonly TrashedFile[]): TrashedFile | null {
  return found.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}
