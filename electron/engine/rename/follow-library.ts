import { sep } from 'node:path';
import type { FolderId } from '../../contract/ids.ts';
import type { AssetStore, StoredFolder } from '../store/assets.ts';
import type { FileMoves } from '../store/file-moves.ts';
import type { MovedFile } from './planning/moved-file.ts';
import type { BatchKind } from './planning/ways.ts';

/**
 * Brings the file table up to date after a batch. A folder outside the library that pictures were moved to becomes a
 * folder of the library: otherwise the names of those pictures would seem to be lost.
 */
export function followLibrary(
  kind: BatchKind,
  moved: readonly MovedFile[],
  to: string | null,
  assets: AssetStore,
  files: FileMoves,
): void {
  if (kind === 'discard') return files.forget(moved.map(({ from }) => from));
  if (kind === 'move' && to !== null) adopt(to, assets);
  const folders = assets.folders();
  const folderOf = (path: string) => folderAround(path, folders);
  if (kind === 'copy') files.copy(moved, folderOf);
  else files.move(moved, folderOf);
}

function adopt(path: string, assets: AssetStore): void {
  const folders = assets.folders();
  if (folderAround(path, folders) !== null || folders.some((folder) => folder.path === path)) return;
  const inside = folders.filter((folder) => isInside(folder.path, path));
  assets.addFolder(
    path,
    inside.map(({ id }) => id),
  );
}

function folderAround(path: string, folders: readonly StoredFolder[]): FolderId | null {
  return folders.find((folder) => isInside(path, folder.path))?.id ?? null;
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
