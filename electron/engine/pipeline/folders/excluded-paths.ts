import ignore from 'ignore';

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
