import type { ErrorData } from './errors.ts';

/** What the processes talk about. Words as in ARCHITECTURE.md's glossary. */

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };

export type FolderId = Id<'folder'>;
/** A picture is content: copies of one file are one picture, and a moved file stays the same picture. */
export type PictureId = Id<'picture'>;
export type FaceId = Id<'face'>;
export type CharacterId = Id<'character'>;
export type SampleId = Id<'sample'>;

/** A rectangle in pixels of the upright (EXIF-rotated), full-size picture, origin top left. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Folder {
  readonly id: FolderId;
  readonly path: string;
  /** `offline`: the folder cannot be reached now; its pictures and names are kept. `degraded`: watched by polling. */
  readonly state: 'watching' | 'degraded' | 'offline';
  readonly pictures: number;
}

export type SkipReason = 'unreadable' | 'not-a-picture' | 'corrupt' | 'too-large' | 'empty';

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
  /** The decoder's own words, for a curious reader; never the only explanation. */
  readonly detail: string;
}

export interface IndexingProgress {
  readonly phase: 'idle' | 'scanning' | 'indexing' | 'grouping' | 'paused';
  /** Pictures finished and pictures known in this run. */
  readonly done: number;
  readonly total: number;
  readonly picturesPerSecond: number;
  readonly secondsLeft: number | null;
}

export type ExecutionProvider = 'cpu' | 'cuda' | 'dml' | 'coreml' | 'webgpu';

export interface Processor {
  readonly provider: ExecutionProvider;
  readonly threads: number;
  /** Those that were tried and are not used, the preferred one first; empty where it runs. */
  readonly refused: readonly ProcessorFallback[];
}

export interface ProcessorFallback {
  /** The one that is not used. */
  readonly provider: ExecutionProvider;
  /**
   * `other-system`: there is none on this system; `library-missing`: the system lacks what it needs, named in `detail`; `differs`:
   * its answers are not the processor's.
   */
  readonly reason: 'other-system' | 'not-installed' | 'library-missing' | 'no-device' | 'failed' | 'differs' | 'lost';
  /** The provider's own words, for a curious reader. */
  readonly detail: string;
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
  /** Null until the models are loaded. */
  readonly processor: Processor | null;
  /** What the next undo / redo would do, null where there is nothing. */
  readonly undo: EditSummary | null;
  readonly redo: EditSummary | null;
  /** Why nothing can be indexed (e.g. `model-invalid`); what is in the library can be seen all the same. */
  readonly problem: ErrorData | null;
}

export const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export type Colour = (typeof colours)[number];

export interface Character {
  readonly id: CharacterId;
  readonly name: string | null;
  /** True once an artist has named, merged or otherwise edited it; the machine then only ever suggests faces for it. */
  readonly confirmed: boolean;
  /** The artist does not want to see it; it is listed all the same. */
  readonly hidden: boolean;
  readonly colour: Colour | null;
  /** The face that the artist chose; null: the machine's choice, the first of `covers`. */
  readonly cover: FaceId | null;
  readonly faces: number;
  /** Faces that wait for an answer, part of `faces`. None in a group of the machine. */
  readonly suggestions: number;
  readonly pictures: number;
  /** The cover first, then the faces closest to the centre of the group; at most four. */
  readonly covers: readonly FaceId[];
}

/** `suggested`: put into an artist's character by the machine, and not answered. `grouped`: in a group of the machine, or in none. */
export type FaceState = 'confirmed' | 'suggested' | 'grouped';

export interface Face {
  readonly id: FaceId;
  readonly picture: PictureId;
  /** One file that holds the picture (the first by path where there are copies). */
  readonly path: string;
  readonly pictureSize: Size;
  readonly box: Box;
  /** Detector's confidence, 0..1. */
  readonly score: number;
  readonly character: CharacterId | null;
  /** Cosine similarity to the centre of its group; null while ungrouped. */
  readonly similarity: number | null;
  readonly state: FaceState;
  /** The artist drew or moved its box. */
  readonly manual: boolean;
  /** The artist drew it: no detector found it. */
  readonly drawn: boolean;
  /** Grows when its box changes: part of the key of whatever caches its preview. */
  readonly version: number;
}

export interface Picture {
  readonly id: PictureId;
  readonly size: Size;
  readonly paths: readonly string[];
  readonly faces: readonly Face[];
}

export interface SampleFace {
  readonly box: Box;
  readonly score: number;
  /** True where no face was found and the whole picture stands for one. */
  readonly wholePicture: boolean;
}

/** A picture to search with; it need not be in the library. Kept until the next few samples are opened. */
export interface Sample {
  readonly id: SampleId;
  readonly name: string;
  readonly size: Size;
  /** Largest first; never empty. */
  readonly faces: readonly SampleFace[];
}

/** Whom a face could show. */
export interface LookAlike {
  readonly character: CharacterId;
  readonly name: string | null;
  /** Cosine to the nearest of its faces. */
  readonly similarity: number;
  /** That it is one character, 0..1. */
  readonly probability: number;
  /** The nearest. */
  readonly face: FaceId;
}

/** How sure the calibrated thresholds of the embedder are that two faces show the same character. */
export type Band = 'same' | 'maybe' | 'different';

export interface Match {
  readonly face: FaceId;
  readonly picture: PictureId;
  readonly path: string;
  readonly pictureSize: Size;
  readonly box: Box;
  /** Cosine similarity to the sample, -1..1. */
  readonly similarity: number;
  /** That it shows the character of the sample, 0..1. */
  readonly probability: number;
  readonly band: Band;
  readonly character: CharacterId | null;
  readonly characterName: string | null;
  /** See Face. */
  readonly version: number;
}

export type EditKind =
  | 'name'
  | 'merge'
  | 'split'
  | 'move'
  | 'reject'
  | 'accept'
  | 'not-face'
  | 'face-again'
  | 'hide'
  | 'show'
  | 'cover'
  | 'colour'
  | 'same'
  | 'different'
  | 'assign'
  | 'suggest'
  | 'samples'
  | 'add-face'
  | 'adjust-face'
  | 'remove-face'
  | 'regroup';

export interface EditSummary {
  readonly kind: EditKind;
  /** Of the character that it is about, where that has one. */
  readonly name: string | null;
  /** Of faces; of characters where whole ones are hidden, shown or coloured. */
  readonly count: number;
}

/** What an edit did, for the window to show it at once and to offer undo in words. */
export interface Edited {
  readonly edit: EditSummary;
  /** As they are now, the one that the edit is about first. */
  readonly changed: readonly Character[];
  readonly gone: readonly CharacterId[];
}

/** How the machine groups, in one library. */
export interface GroupingOptions {
  /** Added to the model's linkage, in cosine: below 0 fewer and larger groups, above more and purer ones; at most `mostOffset`. */
  readonly offset: number;
  /** Two faces of one picture are two characters; false where pictures are sprite sheets. */
  readonly picturesApart: boolean;
}

export const mostOffset = 0.15;

/** What grouping by other options would do. */
export interface RegroupPreview {
  readonly options: GroupingOptions;
  /** Groups of at least two faces. */
  readonly before: number;
  readonly after: number;
  /** Faces that would be in another group, or in none any more. */
  readonly moved: number;
  /** Groups that would become one, those first that bring most faces together; at most 60. */
  readonly merged: readonly MergedGroups[];
  /** Groups that would fall apart, those first that lose most faces; at most 60. */
  readonly split: readonly FallenGroup[];
}

export interface MergedGroups {
  /** Largest part first. */
  readonly characters: readonly CharacterId[];
  readonly faces: number;
  /** One of each part, at most 12. */
  readonly show: readonly FaceId[];
}

export interface FallenGroup {
  readonly character: CharacterId;
  /** Sizes, largest first. */
  readonly parts: readonly number[];
  /** One of each part, at most 12. */
  readonly show: readonly FaceId[];
}

/** What faces are to be found by; what is missing does not filter. */
export interface LibraryFilter {
  /** In the path or the name of the character, in any case and width. */
  readonly text?: string;
  readonly folder?: FolderId;
  /** Lower-case endings of file names, without the dot. */
  readonly types?: readonly string[];
  /** Time of the file, ms. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Faces in the picture. */
  readonly minFaces?: number;
  readonly maxFaces?: number;
  /** Only faces in no character with a name. */
  readonly unnamed?: boolean;
}

export interface FoundFaces {
  /** Of the page that was asked for; newest file first. */
  readonly faces: readonly Face[];
  readonly total: number;
  readonly pictures: number;
}

/** What a merge would do. */
export interface MergePreview {
  /** How many would move. */
  readonly faces: number;
  /** Of the result. */
  readonly name: string | null;
  /** Faces that look unlike those of the target, least alike first, at most 60: to be kept apart if the artist wants. */
  readonly unlike: readonly { readonly face: Face; readonly similarity: number; readonly probability: number | null }[];
  /** Faces that the target has refused before: they stay apart in any case. */
  readonly refused: readonly Face[];
}

/** How a group would be taken apart; fewer than two parts: it looks like one character. */
export interface SplitProposal {
  /** Largest first; `show`: the most typical, at most 12. */
  readonly parts: readonly { readonly faces: readonly FaceId[]; readonly show: readonly Face[] }[];
}

export interface ReviewSide {
  /** The one that stands for the group. */
  readonly face: Face;
  /** At most four more. */
  readonly others: readonly FaceId[];
  readonly character: Character | null;
}

/** "Same character?" */
export interface ReviewQuestion {
  readonly id: string;
  readonly left: ReviewSide;
  readonly right: ReviewSide;
  /** That it is one character, 0..1; null: not worked out, as for suggestions. */
  readonly probability: number | null;
  /**
   * `groups`: two groups, the same makes them one. `inside`: a part of one group, different takes it out. `part`: a part of one
   * group, right, the same moves it to another, left.
   */
  readonly about: 'groups' | 'inside' | 'part';
}

export interface ReviewQueue {
  /** The most informative first. */
  readonly questions: readonly ReviewQuestion[];
  /** Since the library was made. */
  readonly answered: number;
  /** How many questions there are now. */
  readonly left: number;
}

/** `skip`: cannot be said now; it is asked again at the next start. */
export type ReviewAnswer = 'same' | 'different' | 'skip';

export interface ReviewAnswered extends Omit<Edited, 'edit'> {
  readonly queue: ReviewQueue;
}

/** What "all of at least this cosine" would hold. */
export interface BorderPoint {
  readonly cosine: number;
  /** Expected share of faces that do show the character, 0..1. */
  readonly precision: number;
  readonly faces: number;
  readonly pictures: number;
}

export interface FindResult {
  /** Best first. */
  readonly matches: readonly Match[];
  /** Of this library: see LearntThresholds. */
  readonly thresholds: BandThresholds;
  /** Cosines falling from 1 in steps of .01 to a little below `maybe`. */
  readonly border: readonly BorderPoint[];
}

/** What a character of a folder of samples would get. */
export interface SamplePlanCharacter {
  readonly name: string;
  /** Null: it will be made. */
  readonly character: CharacterId | null;
  /** Paths. */
  readonly samples: readonly string[];
  /** In the band "same", best first: they would be named. */
  readonly faces: readonly FaceId[];
  /** In the band "maybe": they would be suggested. */
  readonly unsure: readonly FaceId[];
  /** Of `faces`. */
  readonly pictures: number;
  /** The first of `faces`, at most 12. */
  readonly show: readonly Face[];
}

/** `no-face`: the whole picture was taken for one; `many-faces`: the largest was taken. */
export interface SampleProblem {
  readonly path: string;
  readonly reason: 'unreadable' | 'no-face' | 'many-faces';
}

export interface SamplePlan {
  readonly id: number;
  readonly characters: readonly SamplePlanCharacter[];
  readonly problems: readonly SampleProblem[];
  /** Faces of the library that no sample is like. */
  readonly unmatched: number;
}

/** How often the machine was right where the artist answered: suggestions and questions. */
export interface Accuracy {
  readonly answered: number;
  readonly right: number;
  /** Those with answers; together they are all. */
  readonly kinds: readonly AccuracyOfKind[];
  /** Null as long as no models are loaded. */
  readonly thresholds: LearntThresholds | null;
}

/** `unknown`: answered before Dramatis told the two apart. */
export type JudgedKind = 'question' | 'suggestion' | 'unknown';

export interface AccuracyOfKind {
  readonly kind: JudgedKind;
  readonly answered: number;
  readonly right: number;
  /** By cosine, from low to high: of questions the mean between the faces of the sides, of suggestions to the mean of the character. */
  readonly bins: readonly AccuracyBin[];
}

export interface AccuracyBin {
  readonly from: number;
  readonly to: number;
  readonly answered: number;
  /** Those that were one character. */
  readonly same: number;
  /** The share that the model promised, 0..1; null: it promised nothing. */
  readonly expected: number | null;
}

/** Cosines from which on two faces are the same, or maybe. */
export interface BandThresholds {
  readonly same: number;
  readonly maybe: number;
}

/** No threshold of a library is further from the model's, cosine. */
export const mostMoved = 0.08;

/** The thresholds of one library. */
export interface LearntThresholds {
  readonly inUse: BandThresholds;
  /** The model's. */
  readonly original: BandThresholds;
  readonly bounds: { readonly lowest: BandThresholds; readonly highest: BandThresholds };
  /** How many answers to questions of this model there are to learn from. */
  readonly answers: number;
  /** False: the artist wants the model's own. */
  readonly adapt: boolean;
}

/** A line of the history of edits. */
export interface HistoryEntry extends EditSummary {
  readonly id: number;
  readonly atMs: number;
  /** Taken back; it can be done again. */
  readonly undone: boolean;
  /** One to show beside it; null where it is gone. */
  readonly face: FaceId | null;
}

export type Topic =
  'folders' | 'pictures' | 'characters' | 'skipped' | 'history' | 'processor' | 'renames' | 'exports' | 'settings';
