import { sep } from 'node:path';
import type { FolderId } from '../../contract/ids.ts';
import type { RenameKind } from '../../contract/rename-model.ts';
import type { AssetStore, StoredFolder } from '../store/assets.ts';
import type { FileMoves, MovedFile } from '../store/file-moves.ts';
import type { BatchMove } from './planning/batch-moves.ts';

/** What the batch did, as the library has to take it. `discard`: copies that went again. */
export type FollowKind = Exclude<RenameKind, 'undo'> | 'back' | 'discard';

/**
 * The file table after a batch. Pictures that were sorted into a folder outside the library take the library there: the
 * folder becomes one of its own, since names that vanish would look like names that are lost.
 */
export function followLibrary(
  kind: FollowKind,
  moves: readonly BatchMove[],
  to: string | null,
  assets: AssetStore,
  files: FileMoves,
): void {
  if (kind === 'discard') return files.forget(moves.map(({ from }) => from));
  if (kind === 'move' && to !== null) adopt(to, assets);
  const folders = assets.folders();
  const moved = moves.map((move): MovedFile => {
    const { from, to: path, picture, size, mtimeMs } = move;
    return { from, to: path, folder: folderOf(path, folders), picture, size, mtimeMs };
  });
  if (kind === 'copy') files.copy(moved);
  else files.move(moved);
}

function adopt(path: string, assets: AssetStore): void {
  const folders = assets.folders();
  if (folderOf(path, folders) !== null || folders.some((folder) => folder.path === path)) return;
  const inside = folders.filter((folder) => isInside(folder.path, path));
  assets.addFolder(
    path,
    inside.map(({ id }) => id),
  );
}

function folderOf(path: string, folders: readonly StoredFolder[]): FolderId | null {
  return folders.find((folder) => isInside(path, folder.path))?.id ?? null;
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
