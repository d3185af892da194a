import type { Box, Size } from '../../contract/geometry.ts';
import { cutPart, planCrop, type Square } from '../vision/align.ts';
import type { RgbImage } from '../vision/image.ts';
import { encodeWebp } from './webp.ts';

const quality = 80;

// The keys of the cache do not hold this framing: whoever changes it has to change them too (`faceKey`), or old previews stay.

/** Looser than the embedder's crop: hair and collar are what an artist recognises at a glance. */
const looseness = 2.1;
/** Upwards, in sides of the preview: hair needs more room than the chin. */
const lift = 0.06;

/**
 * The square that a face's preview shows. Unlike the embedder's crop it stays inside the picture: it is moved before it
 * is made smaller, so that no smeared edge is seen.
 */
export function previewSquare(box: Box, picture: Size): Square {
  const [x, y, width, height] = box;
  const side = Math.min(Math.max(width, height) * looseness, picture.width, picture.height);
  return {
    x: within(x + width / 2 - side / 2, picture.width - side),
    y: within(y + height / 2 - (0.5 + lift) * side, picture.height - side),
    side,
  };
}

function within(value: number, limit: number): number {
  return Math.min(limit, Math.max(0, value));
}

/** A face with its surroundings as WebP, a square of at most `size` pixels: a small one is not blown up. `box` in pixels of `image`. */
export async function encodeFacePreview(image: RgbImage, box: Box, size: number): Promise<Uint8Array> {
  const { source } = planCrop(previewSquare(box, image), image, size);
  const side = Math.min(size, source.width, source.height);
  return encodeWebp(cutPart(image, source, { width: side, height: side }), quality);
}
