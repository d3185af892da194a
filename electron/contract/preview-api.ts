import { z } from 'zod';
import { id } from './checks.ts';
import type { PictureId, FaceId, SampleId } from './ids.ts';

/**
 * What a preview shows: a face with its hair, small or as a portrait; a whole picture, small in a grid or large; a sample. Their sizes:
 * `previewSides`.
 */
export type PreviewOf =
  | { readonly kind: 'face' | 'portrait'; readonly id: FaceId }
  | { readonly kind: 'picture' | 'thumbnail'; readonly id: PictureId }
  | { readonly kind: 'sample'; readonly id: SampleId };

/** Pictures of faces, pictures and samples. All calls may throw an AppError. */
export interface PreviewApi {
  /** Path of a WebP file in the library's cache, made now if it is missing. */
  preview(of: PreviewOf): Promise<string>;
}

export const previewSchemas = {
  preview: z.tuple([z.strictObject({ kind: z.enum(['face', 'portrait', 'picture', 'thumbnail', 'sample']), id })]),
} satisfies Record<keyof PreviewApi, z.ZodType>;
