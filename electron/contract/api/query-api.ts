import { z } from 'zod';
import type { Rating } from '../catalogue-model.ts';
import { page, query, type Page } from '../checks.ts';
import type { PictureSize } from '../geometry.ts';
import type { CharacterId, PictureId } from '../ids.ts';
import type { QueryError } from '../query/query-model.ts';

export interface FoundPicture {
  readonly id: PictureId;
  /** Every file that holds it; the first by path where one is shown. */
  readonly paths: readonly string[];
  /** Null until it is indexed. */
  readonly size: PictureSize | null;
  /** When the newest of its files was changed, ms. */
  readonly atMs: number;
  readonly faces: number;
  /** Whom its faces show, each once; without faces in no group. */
  readonly characters: readonly CharacterId[];
  readonly tags: readonly string[];
  readonly rating: Rating;
  readonly favourite: boolean;
}

interface FoundPictures {
  /** Of the page that was asked for; newest file first. */
  readonly pictures: readonly FoundPicture[];
  readonly total: number;
}

/** Pictures by a search, see query/read-query.ts. All calls may throw an AppError. */
export interface QueryApi {
  /** An empty search is everything. Throws `bad-query`; a name that nobody has fits nothing. */
  searchPictures(query: string, page: Page): Promise<FoundPictures>;
  /** What is wrong with a search, in the order of the places: what cannot be read, and names that nobody has. */
  checkQuery(query: string): Promise<readonly QueryError[]>;
}

export const querySchemas = {
  searchPictures: z.tuple([query, page]),
  checkQuery: z.tuple([query]),
} satisfies Record<keyof QueryApi, z.ZodType>;
