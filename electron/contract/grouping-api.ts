import { z } from 'zod';
import type { Edited } from './edits-api.ts';
import { mostOffset } from './grouping-range.ts';
import type { FaceId, CharacterId } from './ids.ts';

/** How the machine groups, in one library. */
export interface GroupingOptions {
  /** Added to the model's linkage, in cosine: below 0 fewer and larger groups, above more and purer ones; at most `mostOffset`. */
  readonly offset: number;
  /** Two faces of one picture are two characters; false where pictures are sprite sheets. */
  readonly picturesApart: boolean;
}

/** What grouping by other options would do. */
export interface RegroupPreview {
  readonly options: GroupingOptions;
  /** Groups of at least two faces. */
  readonly before: number;
  readonly after: number;
  /** Faces that would be in another group, or in none any more. */
  readonly moved: number;
  /** Groups that would become one, those first that bring most faces together; no more than can be looked through. */
  readonly merged: readonly MergedGroups[];
  /** Groups that would fall apart, those first that lose most faces; no more than can be looked through. */
  readonly split: readonly FallenGroup[];
}

export interface MergedGroups {
  /** Largest part first. */
  readonly characters: readonly CharacterId[];
  readonly faces: number;
  /** One of each part, of the first few. */
  readonly show: readonly FaceId[];
}

export interface FallenGroup {
  readonly character: CharacterId;
  /** Sizes, largest first. */
  readonly parts: readonly number[];
  /** One of each part, of the first few. */
  readonly show: readonly FaceId[];
}

/** How the machine groups in this library. All calls may throw an AppError. */
export interface GroupingApi {
  groupingOptions(): Promise<GroupingOptions>;
  /** What `regroup` would do. Changes nothing. */
  previewRegroup(options: GroupingOptions): Promise<RegroupPreview>;
  /** From now on the machine groups so, in this library; what the artist decided holds. Answers when the groups are there. */
  regroup(options: GroupingOptions): Promise<Edited>;
}

const grouping = z.strictObject({ offset: z.number().min(-mostOffset).max(mostOffset), picturesApart: z.boolean() });

export const groupingSchemas = {
  groupingOptions: z.tuple([]),
  previewRegroup: z.tuple([grouping]),
  regroup: z.tuple([grouping]),
} satisfies Record<keyof GroupingApi, z.ZodType>;
