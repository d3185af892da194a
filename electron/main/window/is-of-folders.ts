import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is one of these folders, or lies below one. The page names it: nothing outside the library is shown. */
export function isOfFolders(path: string, folders: readonly { readonly path: string }[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder.path, path);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}
