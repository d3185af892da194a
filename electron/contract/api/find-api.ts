import { z } from 'zod';
import { id, path, bytes, name, faces, query as searched } from '../checks.ts';
import type { Edited, LookAlike } from './edits-api.ts';
import type { Face } from './faces-api.ts';
import type { Box, PictureSize, Size } from '../geometry.ts';
import type { PictureId, FaceId, CharacterId, SampleId } from '../ids.ts';

export interface FindOptions {
  readonly limit: number;
  /** Lowest cosine similarity that is returned, -1..1. */
  readonly min: number;
  /** Only in the pictures of this search: see query/read-query.ts. */
  readonly within?: string;
}

/** What to search with: a face of an opened sample (index into `Sample.faces`), or a face of the library. */
export type FindQuery = { readonly sample: SampleId; readonly face: number } | { readonly libraryFace: FaceId };

/** A picture to open as a sample: a file, or bytes that were pasted or dragged out of another app. */
export type SampleSource = { readonly path: string } | { readonly bytes: Uint8Array; readonly name: string };

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

/** How sure the calibrated thresholds of the embedder are that two faces show the same character. */
export type Band = 'same' | 'maybe' | 'different';

export interface Match {
  readonly face: FaceId;
  readonly picture: PictureId;
  readonly path: string;
  readonly pictureSize: PictureSize;
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
  /** The first few of `faces`. */
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
  /** What is in the folder and is no picture, nor a folder of a character. */
  readonly passedOver: readonly string[];
  /** Faces of the library that no sample is like. */
  readonly unmatched: number;
}

/** Cosines from which on two faces are the same, or maybe. */
export interface BandThresholds {
  readonly same: number;
  readonly maybe: number;
}

/** Finding a character by samples. All calls may throw an AppError. */
export interface FindApi {
  openSample(source: SampleSource): Promise<Sample>;
  /** Several queries: samples of one character; the nearest of them counts. */
  find(queries: readonly FindQuery[], options: FindOptions): Promise<FindResult>;
  /**
   * The groups that are most like some faces, best first, each by the face that is nearest to them all. That they are in one already does
   * not count.
   */
  groupsLike(faces: readonly FaceId[], limit: number): Promise<readonly LookAlike[]>;
  /** Looks at the samples of a folder: files are named by themselves, those of a sub-folder by that. Changes nothing. */
  planSamples(folder: string): Promise<SamplePlan>;
  /** `leaveOut`: names. Throws `plan-gone`. */
  applySamples(plan: number, leaveOut: readonly string[]): Promise<Edited>;
}

export const findQuery = z.union([
  z.strictObject({ sample: id, face: z.int().nonnegative() }),
  z.strictObject({ libraryFace: id }),
]);

export const findSchemas = {
  openSample: z.tuple([z.union([z.strictObject({ path }), z.strictObject({ bytes, name: z.string().max(1_000) })])]),
  find: z.tuple([
    z.array(findQuery).min(1).max(100),
    z.strictObject({ limit: z.int().min(1).max(100_000), min: z.number().min(-1).max(1), within: searched.optional() }),
  ]),
  groupsLike: z.tuple([faces, z.int().min(1).max(1_000)]),
  planSamples: z.tuple([path]),
  applySamples: z.tuple([id, z.array(name).max(100_000)]),
} satisfies Record<keyof FindApi, z.ZodType>;
