import { z } from 'zod';
import { renameSchemas, type RenameApi } from './rename-api.ts';
import type {
  Character,
  CharacterId,
  Face,
  FaceId,
  Folder,
  FolderId,
  IndexingProgress,
  LibraryStatus,
  Match,
  Page,
  Picture,
  PictureId,
  Sample,
  SampleId,
  SkippedFile,
  Topic,
} from './model.ts';

export type { Page };

export interface FindOptions {
  readonly limit: number;
  /** Lowest cosine similarity that is returned, -1..1. */
  readonly min: number;
}

/** What to search with: a face of an opened sample (index into `Sample.faces`), or a face of the library. */
export type FindQuery = { readonly sample: SampleId; readonly face: number } | { readonly libraryFace: FaceId };

/** A picture to open as a sample: a file, or bytes that were pasted or dragged out of another app. */
export type SampleSource = { readonly path: string } | { readonly bytes: Uint8Array; readonly name: string };

/** What a preview shows: a face with its hair (192 px, a portrait 480 px), a whole picture or sample (at most 1,280 px). */
export type PreviewOf =
  | { readonly kind: 'face' | 'portrait'; readonly id: FaceId }
  | { readonly kind: 'picture'; readonly id: PictureId }
  | { readonly kind: 'sample'; readonly id: SampleId };

/** Everything the engine does. All calls are asynchronous across processes; all may throw an AppError. */
export interface EngineApi extends RenameApi {
  status(): Promise<LibraryStatus>;

  listFolders(): Promise<Folder[]>;
  /** Adds a folder, with everything below it, and starts indexing. Adding one twice answers the first. */
  addFolder(path: string): Promise<Folder>;
  /** Forgets the folder; the files stay, and names come back when it is added again. */
  removeFolder(id: FolderId): Promise<void>;

  pauseIndexing(): Promise<void>;
  resumeIndexing(): Promise<void>;
  /** Leaves what is not indexed yet until the next start, or until `resumeIndexing`; new pictures are still taken in. */
  cancelIndexing(): Promise<void>;
  listSkipped(page: Page): Promise<SkippedFile[]>;
  retrySkipped(): Promise<void>;

  /** Largest first. */
  listCharacters(): Promise<Character[]>;
  /** Faces of a group, most typical first; `null`: the faces without a group, newest first. */
  listFaces(character: CharacterId | null, page: Page): Promise<Face[]>;
  getPicture(id: PictureId): Promise<Picture>;

  /** Throws `name-taken` where another character has the name: merging is the artist's decision. */
  nameCharacter(id: CharacterId, name: string): Promise<Character>;
  /** Moves all faces of `from` into `into`, which becomes confirmed. */
  mergeCharacters(into: CharacterId, from: readonly CharacterId[]): Promise<Character>;
  /** The characters that the step changed. */
  undo(): Promise<Character[]>;
  redo(): Promise<Character[]>;

  openSample(source: SampleSource): Promise<Sample>;
  /** Best first. */
  find(query: FindQuery, options: FindOptions): Promise<Match[]>;

  /** Path of a WebP file in the library's cache, made now if it is missing. */
  preview(of: PreviewOf): Promise<string>;
}

/** What the engine announces, to every listener, at most a few times a second. */
export interface EngineEvents {
  progress(progress: IndexingProgress): void;
  /** Something of these topics is different now: ask again for what is on screen. */
  changed(topics: readonly Topic[]): void;
}

// Ids are branded in TypeScript only: at the border they are checked as what they are, positive integers.
const id = z.int().positive();
const path = z.string().min(1).max(32_768);
const page = z.strictObject({ offset: z.int().nonnegative(), limit: z.int().min(1).max(10_000) });
const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength <= 256 * 1024 * 1024, 'more than 256 MB');

/** Argument schemas of every call. A method that is not in this table cannot be called: it is the allow-list too. */
export const engineSchemas = {
  ...renameSchemas,
  status: z.tuple([]),
  listFolders: z.tuple([]),
  addFolder: z.tuple([path]),
  removeFolder: z.tuple([id]),
  pauseIndexing: z.tuple([]),
  resumeIndexing: z.tuple([]),
  cancelIndexing: z.tuple([]),
  listSkipped: z.tuple([page]),
  retrySkipped: z.tuple([]),
  listCharacters: z.tuple([]),
  listFaces: z.tuple([id.nullable(), page]),
  getPicture: z.tuple([id]),
  nameCharacter: z.tuple([id, z.string().max(200)]),
  mergeCharacters: z.tuple([id, z.array(id).min(1).max(10_000)]),
  undo: z.tuple([]),
  redo: z.tuple([]),
  openSample: z.tuple([z.union([z.strictObject({ path }), z.strictObject({ bytes, name: z.string().max(1_000) })])]),
  find: z.tuple([
    z.union([z.strictObject({ sample: id, face: z.int().nonnegative() }), z.strictObject({ libraryFace: id })]),
    z.strictObject({ limit: z.int().min(1).max(100_000), min: z.number().min(-1).max(1) }),
  ]),
  preview: z.tuple([z.strictObject({ kind: z.enum(['face', 'portrait', 'picture', 'sample']), id })]),
} satisfies Record<keyof EngineApi, z.ZodType>;
