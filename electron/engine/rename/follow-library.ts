import type { FolderId } from '../../contract/ids.ts';
import { isInside } from '../pipeline/folders/is-inside.ts';
import type { FileMoves } from '../store/renames/file-moves.ts';
import type { FolderStore, StoredFolder } from '../store/folders.ts';
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
  folders: FolderStore,
  files: FileMoves,
): void {
  if (kind === 'discard') return files.forget(moved.map(({ from }) => from));
  if (kind === 'move' && to !== null) adopt(to, folders);
  const known = folders.all();
  const folderOf = (path: string) => folderAround(path, known);
  if (kind === 'copy') files.copy(moved, folderOf);
  else files.move(moved, folderOf);
}

function adopt(path: string, folders: FolderStore): void {
  const known = folders.all();
  if (folderAround(path, known) !== null || known.some((folder) => folder.path === path)) return;
  const inside = known.filter((folder) => isInside(folder.path, path));
  folders.add(
    path,
    inside.map(({ id }) => id),
  );
}

function folderAround(path: string, folders: readonly StoredFolder[]): FolderId | null {
  return folders.find((folder) => isInside(path, folder.path))?.id ?? null;
}
