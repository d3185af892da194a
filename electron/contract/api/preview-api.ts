import { z } from 'zod';
import { count, id } from '../checks.ts';
import type { PictureId, FaceId, SampleId } from '../ids.ts';

/** Halves what is left of any picture that is read to less than a tile. */
const mostLevels = 16;

/** A square of the picture's own pixels, `x` from the left and `y` from the top, once `level` has halved the picture so many times. */
export interface TileOf {
  readonly kind: 'tile';
  readonly id: PictureId;
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/**
 * What a preview shows: a face with its hair, small or as a portrait; a whole picture, small in a grid or large; a sample. Their sizes:
 * `previewSides`.
 */
export type PreviewOf =
  | { readonly kind: 'face' | 'portrait'; readonly id: FaceId }
  | { readonly kind: 'picture' | 'thumbnail'; readonly id: PictureId }
  | TileOf
  | { readonly kind: 'sample'; readonly id: SampleId };

/** Pictures of faces, pictures and samples. All calls may throw an AppError. */
export interface PreviewApi {
  /** Path of a WebP file in the library's cache, made now if it is missing. */
  preview(of: PreviewOf): Promise<string>;
  /** All of the picture as PNG, for the clipboard: upright, and at its own size as far as that is sensible. */
  pictureAsPng(id: PictureId): Promise<Uint8Array>;
  /** The colour of a pixel of the upright, full-size picture, as `#rrggbb`. */
  colourAt(id: PictureId, x: number, y: number): Promise<string>;
}

const tile = z.strictObject({ kind: z.literal('tile'), id, level: count.max(mostLevels), x: count, y: count });

export const previewSchemas = {
  preview: z.tuple([
    z.union([z.strictObject({ kind: z.enum(['face', 'portrait', 'picture', 'thumbnail', 'sample']), id }), tile]),
  ]),
  pictureAsPng: z.tuple([id]),
  colourAt: z.tuple([id, count, count]),
} satisfies Record<keyof PreviewApi, z.ZodType>;
