import type { Folder } from '../../electron/contract/api/library-api.ts';

/** Whether a file lies in a folder of the library that cannot be reached now. */
export function isAway(path: string, folders: readonly Pick<Folder, 'path' | 'state'>[]): boolean {
  return folders.some((folder) => folder.state === 'offline' && isBelow(path, folder.path));
}

/** Below a folder, at any depth. Of any system: a folder's path may end with its separator. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && (/[\\/]$/u.test(folder) || /^[\\/]/u.test(path.slice(folder.length)));
}
