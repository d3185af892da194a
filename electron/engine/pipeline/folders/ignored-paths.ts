import { realpathSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import type { Excludes } from './excluded-paths.ts';
import { isInside } from './is-inside.ts';
import type { Ignore } from './scan.ts';

/**
 * Folders in which programs keep pictures that nobody drew or put there, in lower case: thumbnails of Synology and QNAP, bins of Windows
 * and of drives on a network, what macOS packs beside files, packages of Node, what a check of a disk found.
 */
const programFolders = new Set([
  '@eadir',
  '@recycle',
  '#recycle',
  '#snapshot',
  '$recycle.bin',
  'system volume information',
  '__macosx',
  'node_modules',
  'lost+found',
]);

export interface IgnoredPathsOptions {
  /** Folder of the library. */
  readonly library: string;
  /** The folders that the artist added: they are wanted, whatever their name. */
  readonly roots: () => readonly string[];
  /** What the artist leaves out below them. */
  readonly excludes: () => Excludes | null;
  /** Whole folders below them that the artist leaves out. */
  readonly isLeftOut: (path: string) => boolean;
}

/** What is none of our business below the folders of a library. */
export function ignoredPaths({ library, roots, excludes, isLeftOut }: IgnoredPathsOptions): Ignore {
  // Folders of the library are real paths too: a path through a link must not make our own previews pictures of the artist.
  const own = realPath(library);
  return (path, isFolder) => {
    if (path === own || isInside(path, own) || isOfEagle(path)) return true;
    if (isOfProgram(path) && !roots().includes(path)) return true;
    const root = roots().find((each) => path.startsWith(below(each)));
    if (root === undefined) return false;
    const isExcluded = excludes();
    return (
      isLeftOut(path) ||
      (isExcluded !== null && isExcluded(path.slice(below(root).length).replaceAll(sep, '/'), isFolder))
    );
  };
}

/** The root of a drive ends with a separator already. */
function below(root: string): string {
  return root.endsWith(sep) ? root : root + sep;
}

/** Names with a dot in front are the system's and tools' own. */
function isOfProgram(path: string): boolean {
  const name = basename(path);
  return name.startsWith('.') || programFolders.has(name.toLowerCase());
}

/** Eagle keeps each picture in a folder of its own, with a small copy beside it. */
function isOfEagle(path: string): boolean {
  return /_thumbnail\.\w+$/iu.test(path) && dirname(path).endsWith('.info');
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path); // It is not there yet.
  }
}
