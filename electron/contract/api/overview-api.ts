import { z } from 'zod';
import { path } from '../checks.ts';
import type { CharacterId } from '../ids.ts';

/** Faces in the pictures of a month: when their newest file was changed, where the artist is. */
export interface MonthOfFaces {
  /** As 2026-01. */
  readonly month: string;
  readonly named: number;
  readonly unnamed: number;
}

/** How alike the faces of a group are. */
export interface GroupLikeness {
  readonly character: CharacterId;
  /** Mean cosine to the centre of the group. */
  readonly likeness: number;
}

/** What a library looks like as a whole, beside its list of characters. */
export interface Overview {
  /** By month; those without a face are left out. */
  readonly months: readonly MonthOfFaces[];
  /** Of groups that are not hidden and have two faces or more. */
  readonly groups: readonly GroupLikeness[];
}

/** The library as a whole. All calls may throw an AppError. */
export interface OverviewApi {
  /** `below`: only pictures in this folder on disk, and groups with a face there. */
  overview(below?: string): Promise<Overview>;
}

export const overviewSchemas = { overview: z.tuple([path.optional()]) } satisfies Record<keyof OverviewApi, z.ZodType>;
