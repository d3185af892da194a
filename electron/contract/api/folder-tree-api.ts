import { z } from 'zod';
import { path } from '../checks.ts';
import type { FolderId } from '../ids.ts';

/** A folder on disk, as a row of the tree of folders. */
export interface FolderRow {
  readonly path: string;
  /** How deep it lies: 0 for a folder that the artist has added. */
  readonly level: number;
  /** The folder of the library that it is itself; null: it lies in one. */
  readonly root: FolderId | null;
  /** Folders with pictures lie in it. */
  readonly hasFolders: boolean;
  /** In it and below it; copies count once. */
  readonly pictures: number;
  /** Groups with a face in it or below it, without hidden ones; and how many of them have a name. */
  readonly groups: number;
  readonly named: number;
  /** Why what is in it cannot be reached; its pictures and names are kept. */
  readonly away: FolderAway | null;
}

/** `offline`: the folder of the library that it lies in. The others: this very folder, as the last scan found it. */
export type FolderAway = 'offline' | 'drive-away' | 'folder-unreadable';

/** Folders as they lie in each other. All calls may throw an AppError. */
export interface FolderTreeApi {
  /** The folders of the library, and what lies in those that are `open`, as they stand below each other. */
  folderTree(open: readonly string[]): Promise<FolderRow[]>;
}

export const folderTreeSchemas = {
  folderTree: z.tuple([z.array(path).max(10_000)]),
} satisfies Record<keyof FolderTreeApi, z.ZodType>;
