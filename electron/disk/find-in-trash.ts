import { findInRecycleBin } from './recycle-bin.ts';
import type { TrashedFile } from './trashed-file.ts';
import { findInXdgTrash } from './xdg-trash.ts';

/** The file of this path in the system's trash; null: it is not there, or the system lets nobody look (macOS, where the Finder puts files back). */
export function findInTrash(path: string, platform = process.platform): TrashedFile | null {
  if (platform === 'win32') return findInRecycleBin(path);
  return platform === 'darwin' ? null : findInXdgTrash(path);
}
