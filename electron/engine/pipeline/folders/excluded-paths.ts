import { isAbsolute, sep } from 'node:path';
import ignore from 'ignore';
import { isInside } from './is-inside.ts';

/** Says whether a path, relative to a folder of the library and with `/` between its parts, is left out. */
export type Excludes = (path: string, isFolder: boolean) => boolean;

/** The matcher remembers each path that it was asked about: so many, and it is made anew. */
const remembered = 4_096;

/**
 * The patterns of an artist, as in a .gitignore (https://git-scm.com/docs/gitignore); upper and lower case are the same. Null: there are
 * none.
 */
export function excludes(patterns: readonly string[]): Excludes | null {
  if (patterns.length === 0) return null;
  const make = () => ignore().add([...patterns]);
  let matcher = make();
  let asked = 0;
  return (path, isFolder) => {
    if ((asked += 1) % remembered === 0) matcher = make();
    return matcher.ignores(isFolder ? `${path}/` : path);
  };
}

/**
 * Whether a path is one of the folders that the artist leaves out by their whole path, or lies in one. Their lines stand among the patterns:
 * as a pattern, such a path fits nothing.
 */
export function leftOutFolders(lines: readonly string[]): (path: string) => boolean {
  const folders = lines
    .filter((line) => isAbsolute(line))
    .map((line) => (line.endsWith(sep) ? line.slice(0, -1) : line));
  return (path) => folders.some((folder) => path === folder || isInside(path, folder));
}
