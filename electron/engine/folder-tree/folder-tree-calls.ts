import type { FolderTreeApi } from '../../contract/api/folder-tree-api.ts';
import type { FolderTree } from './folder-tree.ts';

/** Folders as they lie in each other. */
export function folderTreeCalls(tree: FolderTree): FolderTreeApi {
  return { folderTree: (open) => tree.rows(new Set(open)) };
}
