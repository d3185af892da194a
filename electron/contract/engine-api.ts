import { z } from 'zod';
import { exportSchemas, type ExportApi } from './export-api.ts';
import { renameSchemas, type RenameApi } from './rename-api.ts';
import { settingsSchemas, type SettingsApi } from './settings-api.ts';
import {
  colours,
  mostOffset,
  type Accuracy,
  type Box,
  type Character,
  type CharacterId,
  type Colour,
  type Edited,
  type Face,
  type FaceId,
  type FindResult,
  type Folder,
  type FolderId,
  type FoundFaces,
  type GroupingOptions,
  type HistoryEntry,
  type IndexingProgress,
  type LearntThresholds,
  type LibraryFilter,
  type LibraryStatus,
  type LookAlike,
  type MergePreview,
  type Page,
  type Picture,
  type PictureId,
  type RegroupPreview,
  type ReviewAnswer,
  type ReviewAnswered,
  type ReviewQueue,
  type Sample,
  type SamplePlan,
  type SampleId,
  type SkippedFile,
  type SplitProposal,
  type Topic,
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

export interface FaceListing {
  readonly state?: 'confirmed' | 'suggested';
  /** `similarity`: confirmed ones first, in each part the most typical. */
  readonly sort?: 'similarity' | 'newest' | 'path';
  readonly filter?: LibraryFilter;
}

export interface MergeOptions {
  /** Faces of `from` that the target does not get. */
  readonly keepApart?: readonly FaceId[];
}

/** A character; or the one of this name, made where there is none; `null`: a new one without a name. */
export type Destination = { readonly character: CharacterId } | { readonly name: string | null };

export interface NamedCharacter {
  readonly id: CharacterId;
  readonly name: string;
  readonly faces: number;
}

/** A face whose box the artist drew or moved. */
export interface DrawnFace {
  readonly face: Face;
  readonly edited: Edited;
}

/** Everything the engine does. All calls are asynchronous across processes; all may throw an AppError. */
export interface EngineApi extends RenameApi, ExportApi, SettingsApi {
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

  /** Largest first; hidden ones too. */
  listCharacters(): Promise<Character[]>;
  /** Faces of a group: confirmed ones, then suggestions, each most typical first. `null`: without a group, newest first. */
  listFaces(character: CharacterId | null, page: Page, listing?: FaceListing): Promise<Face[]>;
  /** All faces whose picture and character fit. */
  searchFaces(filter: LibraryFilter, page: Page): Promise<FoundFaces>;
  /** Those with a face that fits. */
  filterCharacters(filter: LibraryFilter): Promise<CharacterId[]>;
  /** What an artist said is no face. */
  listNotFaces(page: Page): Promise<Face[]>;
  getPicture(id: PictureId): Promise<Picture>;

  /** Names that fit what was typed so far, in any case and width, best first; at most 10. */
  completeNames(typed: string): Promise<NamedCharacter[]>;
  /** Who has the name: to offer a merge after `name-taken`. */
  characterNamed(name: string): Promise<Character | null>;

  // Every edit is one transaction and one line of history. An edit of a group of the machine makes it the artist's.
  /** Throws `name-taken` where another character has the name: merging is the artist's decision. `null` takes it away. */
  nameCharacter(id: CharacterId, name: string | null): Promise<Edited>;
  previewMerge(into: CharacterId, from: readonly CharacterId[]): Promise<MergePreview>;
  /** Moves the faces of `from` into `into`, save those that it refused before or `keepApart` names. */
  mergeCharacters(into: CharacterId, from: readonly CharacterId[], options?: MergeOptions): Promise<Edited>;
  /** The faces become a new character without a name. Throws `face-gone`. */
  splitFaces(faces: readonly FaceId[]): Promise<Edited>;
  /** As `splitFaces` for each part, in one edit. */
  splitCharacter(id: CharacterId, parts: readonly (readonly FaceId[])[]): Promise<Edited>;
  proposeSplit(id: CharacterId): Promise<SplitProposal>;
  moveFaces(faces: readonly FaceId[], to: Destination): Promise<Edited>;
  /** "Not this character", for good; refuses suggestions too. */
  rejectFaces(faces: readonly FaceId[], character: CharacterId): Promise<Edited>;
  acceptFaces(faces: readonly FaceId[], character: CharacterId): Promise<Edited>;
  /** Accepts all suggestions. */
  acceptAll(character: CharacterId): Promise<Edited>;
  markNotFace(faces: readonly FaceId[]): Promise<Edited>;
  unmarkNotFace(faces: readonly FaceId[]): Promise<Edited>;
  setHidden(characters: readonly CharacterId[], hidden: boolean): Promise<Edited>;
  /** `null`: the machine chooses. */
  setCover(character: CharacterId, face: FaceId | null): Promise<Edited>;
  setColour(characters: readonly CharacterId[], colour: Colour | null): Promise<Edited>;

  /**
   * Whom a box on a picture would show: best first, at most 5, the picture's own faces left out. Stores nothing. For a box that
   * is being dragged: a call that a newer one overtakes answers nobody. Throws `box-empty` where too little of the picture is in
   * it, `picture-gone`, `picture-unreadable`.
   */
  lookAt(picture: PictureId, box: Box): Promise<LookAlike[]>;
  /** A face that was not found; `to`: whose it is, in the same edit. Throws as `lookAt`, and as `moveFaces`. */
  addFace(picture: PictureId, box: Box, to?: Destination): Promise<DrawnFace>;
  adjustFace(face: FaceId, box: Box, to?: Destination): Promise<DrawnFace>;
  /** A drawn face goes; a detected one is "not a face". */
  removeFace(face: FaceId): Promise<Edited>;

  groupingOptions(): Promise<GroupingOptions>;
  /** What `regroup` would do. Changes nothing. */
  previewRegroup(options: GroupingOptions): Promise<RegroupPreview>;
  /** From now on the machine groups so, in this library; what the artist decided holds. Answers when the groups are there. */
  regroup(options: GroupingOptions): Promise<Edited>;

  undo(): Promise<Edited>;
  redo(): Promise<Edited>;
  /** Newest first, what was undone included. */
  listHistory(page: Page): Promise<HistoryEntry[]>;

  openSample(source: SampleSource): Promise<Sample>;
  /** Several queries: samples of one character; the nearest of them counts. */
  find(queries: readonly FindQuery[], options: FindOptions): Promise<FindResult>;
  /** "Name all of same". What another character has confirmed, or this one refused, stays as it is. */
  assignFaces(faces: readonly FaceId[], to: Destination): Promise<Edited>;
  /** "Maybe": the faces wait in the character for an answer. */
  suggestFaces(faces: readonly FaceId[], to: Destination): Promise<Edited>;

  /** Looks at the samples of a folder: files are named by themselves, those of a sub-folder by that. Changes nothing. */
  planSamples(folder: string): Promise<SamplePlan>;
  /** `leaveOut`: names. Throws `plan-gone`. */
  applySamples(plan: number, leaveOut: readonly string[]): Promise<Edited>;
  accuracy(): Promise<Accuracy>;
  /** Whether the thresholds of this library follow what the artist answers, or are the model's own. A setting, not an edit. */
  adaptThresholds(adapt: boolean): Promise<LearntThresholds>;

  reviewQueue(limit: number): Promise<ReviewQueue>;
  /** `limit`: of the queue that is answered. Throws `question-gone` where it was answered or is out of date. */
  answerReview(id: string, answer: ReviewAnswer, limit: number): Promise<ReviewAnswered>;

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

const name = z.string().max(200);
const faces = z.array(id).min(1).max(1_000_000);
const characters = z.array(id).min(1).max(10_000);
const destination = z.union([z.strictObject({ character: id }), z.strictObject({ name: name.nullable() })]);
const mergeOptions = z.strictObject({ keepApart: z.array(id).max(1_000_000).optional() });
const query = z.union([
  z.strictObject({ sample: id, face: z.int().nonnegative() }),
  z.strictObject({ libraryFace: id }),
]);
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const grouping = z.strictObject({ offset: z.number().min(-mostOffset).max(mostOffset), picturesApart: z.boolean() });
const questions = z.int().min(1).max(1_000);
const count = z.int().nonnegative();
const filter = z.strictObject({
  text: z.string().max(200).optional(),
  folder: id.optional(),
  types: z
    .array(z.string().regex(/^[a-z0-9]{1,10}$/))
    .max(50)
    .optional(),
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  minFaces: count.optional(),
  maxFaces: count.optional(),
  unnamed: z.boolean().optional(),
});
const listing = z.strictObject({
  state: z.enum(['confirmed', 'suggested']).optional(),
  sort: z.enum(['similarity', 'newest', 'path']).optional(),
  filter: filter.optional(),
});

/** Argument schemas of every call. A method that is not in this table cannot be called: it is the allow-list too. */
export const engineSchemas = {
  ...renameSchemas,
  ...exportSchemas,
  ...settingsSchemas,
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
  listFaces: z.tuple([id.nullable(), page, listing.optional()]),
  searchFaces: z.tuple([filter, page]),
  filterCharacters: z.tuple([filter]),
  getPicture: z.tuple([id]),
  listNotFaces: z.tuple([page]),
  completeNames: z.tuple([name]),
  characterNamed: z.tuple([name]),
  nameCharacter: z.tuple([id, name.nullable()]),
  previewMerge: z.tuple([id, characters]),
  mergeCharacters: z.tuple([id, characters, mergeOptions.optional()]),
  splitFaces: z.tuple([faces]),
  splitCharacter: z.tuple([id, z.array(faces).min(1).max(100)]),
  moveFaces: z.tuple([faces, destination]),
  rejectFaces: z.tuple([faces, id]),
  acceptFaces: z.tuple([faces, id]),
  acceptAll: z.tuple([id]),
  markNotFace: z.tuple([faces]),
  unmarkNotFace: z.tuple([faces]),
  setHidden: z.tuple([characters, z.boolean()]),
  setCover: z.tuple([id, id.nullable()]),
  setColour: z.tuple([characters, z.enum(colours).nullable()]),
  listHistory: z.tuple([page]),
  lookAt: z.tuple([id, box]),
  addFace: z.tuple([id, box, destination.optional()]),
  adjustFace: z.tuple([id, box, destination.optional()]),
  removeFace: z.tuple([id]),
  groupingOptions: z.tuple([]),
  previewRegroup: z.tuple([grouping]),
  regroup: z.tuple([grouping]),
  undo: z.tuple([]),
  redo: z.tuple([]),
  openSample: z.tuple([z.union([z.strictObject({ path }), z.strictObject({ bytes, name: z.string().max(1_000) })])]),
  find: z.tuple([
    z.array(query).min(1).max(100),
    z.strictObject({ limit: z.int().min(1).max(100_000), min: z.number().min(-1).max(1) }),
  ]),
  assignFaces: z.tuple([faces, destination]),
  suggestFaces: z.tuple([faces, destination]),
  planSamples: z.tuple([path]),
  applySamples: z.tuple([id, z.array(name).max(100_000)]),
  accuracy: z.tuple([]),
  adaptThresholds: z.tuple([z.boolean()]),
  reviewQueue: z.tuple([questions]),
  answerReview: z.tuple([z.string().max(200), z.enum(['same', 'different', 'skip']), questions]),
  proposeSplit: z.tuple([id]),
  preview: z.tuple([z.strictObject({ kind: z.enum(['face', 'portrait', 'picture', 'sample']), id })]),
} satisfies Record<keyof EngineApi, z.ZodType>;
