import { z } from 'zod';
import { id, path, page, type Page } from '../checks.ts';
import type { ErrorData } from '../errors.ts';
import type { EditSummary } from './edits-api.ts';
import type { Character } from './faces-api.ts';
import type { FolderId } from '../ids.ts';
import type { Processor } from '../providers.ts';

export interface Folder {
  readonly id: FolderId;
  readonly path: string;
  /** `offline`: the folder cannot be reached now; its pictures and names are kept. `degraded`: watched by polling. */
  readonly state: 'watching' | 'degraded' | 'offline';
  readonly pictures: number;
}

/** Why a picture cannot be read. The last four are said of paths that are never opened. */
export type SkipReason =
  | 'unreadable'
  | 'not-a-picture'
  | 'not-read'
  | 'not-supported'
  | 'corrupt'
  | 'too-large'
  | 'not-composed'
  | 'given-up'
  | 'empty'
  | 'being-written'
  | 'in-use'
  | 'folder-unreadable'
  | 'name-not-utf8'
  | 'online-only'
  | 'drive-away';

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
  /** The decoder's own words, for a curious reader; never the only explanation. The kind of file where its kind is `not-read`. */
  readonly detail: string;
}

export interface IndexingProgress {
  readonly phase: 'idle' | 'scanning' | 'indexing' | 'paused';
  /** Pictures finished and pictures known in this run. */
  readonly done: number;
  readonly total: number;
  readonly picturesPerSecond: number;
  readonly secondsLeft: number | null;
}

export interface LibraryCounts {
  readonly folders: number;
  readonly pictures: number;
  readonly faces: number;
  readonly characters: number;
  /** Faces that belong to no group yet. */
  readonly ungrouped: number;
  readonly skipped: number;
}

export interface LibraryStatus extends LibraryCounts {
  readonly library: string;
  readonly progress: IndexingProgress;
  /** Pictures that were looked at and show no face, without those of which the artist has said that nobody is in them. */
  readonly faceless: number;
  /** Null until the models are loaded. */
  readonly processor: Processor | null;
  /** What the next undo / redo would do, null where there is nothing. */
  readonly undo: EditSummary | null;
  readonly redo: EditSummary | null;
  /** Why nothing can be indexed (e.g. `model-invalid`); what is in the library can be seen all the same. */
  readonly problem: ErrorData | null;
  /** Paths of the pictures that the engine before this one was looking at when it died. None where it ended as it should. */
  readonly lastSeen: readonly string[];
}

/** What a window shows all the time, as of one moment: its counts agree with each other. */
export interface LibrarySnapshot {
  readonly status: LibraryStatus;
  readonly folders: readonly Folder[];
  /** As `listCharacters`. */
  readonly characters: readonly Character[];
}

/** `library`: whether it is open at all. */
export type Topic =
  | 'library'
  | 'folders'
  | 'pictures'
  | 'characters'
  | 'skipped'
  | 'history'
  | 'processor'
  | 'renames'
  | 'exports'
  | 'imports'
  | 'duplicates'
  | 'map'
  | 'settings'
  | 'studio';

/** Folders, indexing and the state of the library. All calls may throw an AppError. */
export interface LibraryApi {
  status(): Promise<LibraryStatus>;
  snapshot(): Promise<LibrarySnapshot>;
  listFolders(): Promise<Folder[]>;
  /** Adds a folder, with everything below it, and starts indexing. Adding one twice answers the first. */
  addFolder(path: string): Promise<Folder>;
  /** Forgets the folder; the files stay, and names come back when it is added again. */
  removeFolder(id: FolderId): Promise<void>;
  pauseIndexing(): Promise<void>;
  resumeIndexing(): Promise<void>;
  /** Leaves what is not indexed yet until the next start, or until `resumeIndexing`; new pictures are still taken in. */
  cancelIndexing(): Promise<void>;
  /** `below`: only those in this folder on disk. */
  listSkipped(page: Page, below?: string): Promise<SkippedFile[]>;
  /** `below`: only those in this folder on disk. */
  retrySkipped(below?: string): Promise<void>;
}

export const librarySchemas = {
  status: z.tuple([]),
  snapshot: z.tuple([]),
  listFolders: z.tuple([]),
  addFolder: z.tuple([path]),
  removeFolder: z.tuple([id]),
  pauseIndexing: z.tuple([]),
  resumeIndexing: z.tuple([]),
  cancelIndexing: z.tuple([]),
  listSkipped: z.tuple([page, path.optional()]),
  retrySkipped: z.tuple([path.optional()]),
} satisfies Record<keyof LibraryApi, z.ZodType>;
