import { z } from 'zod';
import { id, page, type Page } from '../checks.ts';
import type { Rating } from '../catalogue-model.ts';
import { filter, type LibraryFilter } from './faces-api.ts';
import type { PictureSize } from '../geometry.ts';
import type { CharacterId, PictureId } from '../ids.ts';

/** Which pictures; what is missing does not narrow. */
export interface PictureScope {
  /** With a face of this character. */
  readonly character?: CharacterId;
  /** In which no face is seen: `none`, and the artist has not said that nobody is in them; `nobody`: those of which they have. */
  readonly faces?: 'none' | 'nobody';
  readonly filter?: LibraryFilter;
  /** Of each stack of versions one picture, see `refreshStacks`; all of those whose covers these are. */
  readonly stacked?: { readonly open: readonly PictureId[] };
}

/** `newest`: the file that was changed last first. */
export type PictureSort = 'newest' | 'path';

/** All pictures of a scope, as far as the layout of a grid has to know them. */
interface PictureShapes {
  readonly count: number;
  /** One character for each of the first 2,000, in order: its code is 256 times width over height, from 32 to 2,048. */
  readonly shapes: string;
}

/** More than a screen shows, so few that they are there at once. */
export const firstShapes = 2_000;

/** A picture as a grid shows it. */
export interface PictureRow {
  readonly id: PictureId;
  /** One file that holds it: the first by path. */
  readonly path: string;
  readonly size: PictureSize;
  /** How many files hold it. */
  readonly files: number;
  readonly faces: number;
  /** Of those, how many are in no character with a name. */
  readonly unnamed: number;
  readonly rating: Rating;
  readonly favourite: boolean;
  /** The stack that it is in; absent where it is in none. */
  readonly stack?: { readonly cover: PictureId; readonly pictures: number };
}

/** Whole pictures. All calls may throw an AppError. */
export interface PicturesApi {
  /** Takes a new look: the two others answer parts of what this has seen last for the same scope and order. */
  pictureShapes(scope: PictureScope, sort: PictureSort): Promise<PictureShapes>;
  /** The shapes of all after the first 2,000. */
  furtherShapes(scope: PictureScope, sort: PictureSort): Promise<string>;
  listPictures(scope: PictureScope, sort: PictureSort, page: Page): Promise<PictureRow[]>;
}

const scope = z.strictObject({
  character: id.optional(),
  faces: z.enum(['none', 'nobody']).optional(),
  filter: filter.optional(),
  stacked: z.strictObject({ open: z.array(id).max(100_000) }).optional(),
});
const sort = z.enum(['newest', 'path']);

export const picturesSchemas = {
  pictureShapes: z.tuple([scope, sort]),
  furtherShapes: z.tuple([scope, sort]),
  listPictures: z.tuple([scope, sort, page]),
} satisfies Record<keyof PicturesApi, z.ZodType>;
