import { z } from 'zod';
import { id } from '../checks.ts';
import type { Edited } from './edits-api.ts';
import { mostOffset } from '../grouping-range.ts';
import type { FaceId, CharacterId } from '../ids.ts';

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
  /** Those first that move most faces; no more than can be looked through. */
  readonly changes: readonly ChangedGroups[];
  /** How many there are beyond these. */
  readonly moreChanges: number;
}

/** Groups that would give faces to one another, or to and from the faces without a group. */
export interface ChangedGroups {
  readonly before: readonly GroupBefore[];
  readonly after: readonly GroupAfter[];
  /** Those of most faces first. Each can be taken or left: see `regroup`. */
  readonly moves: readonly RegroupMove[];
}

interface GroupBefore {
  readonly character: CharacterId;
  readonly faces: number;
  /** The first few, those that stay before others. */
  readonly show: readonly FaceId[];
}

interface GroupAfter extends Omit<GroupBefore, 'character'> {
  /** Null: a new one. */
  readonly character: CharacterId | null;
}

/** Faces that would go from one group into another. */
export interface RegroupMove {
  /** Null: they are without a group now. */
  readonly from: CharacterId | null;
  /** Which of the groups after; null: they would be without a group. */
  readonly to: number | null;
  readonly faces: readonly FaceId[];
}

/** How the machine groups in this library. All calls may throw an AppError. */
export interface GroupingApi {
  groupingOptions(): Promise<GroupingOptions>;
  /** What `regroup` would do. Changes nothing. */
  previewRegroup(options: GroupingOptions, stay?: readonly FaceId[]): Promise<RegroupPreview>;
  /**
   * From now on the machine groups so, in this library; what the artist decided holds. `stay`: faces that are left where they are, a
   * decision of the artist from now on. Answers when the groups are there.
   */
  regroup(options: GroupingOptions, stay?: readonly FaceId[]): Promise<Edited>;
}

const grouping = z.strictObject({ offset: z.number().min(-mostOffset).max(mostOffset), picturesApart: z.boolean() });

const stay = z.array(id).max(1_000_000);

export const groupingSchemas = {
  groupingOptions: z.tuple([]),
  previewRegroup: z.tuple([grouping, stay.optional()]),
  regroup: z.tuple([grouping, stay.optional()]),
} satisfies Record<keyof GroupingApi, z.ZodType>;
