import type { Size } from '../../contract/geometry.ts';

/** Longer side of the working copy: a face of 20 px in the detector's input is still sharp enough to embed. */
export const workingSide = 2048;
/** A strip is made no narrower than this while it has no more pixels than the largest square. */
const stripSide = 1024;
/** Pixels. A strip narrower than this holds no face. */
const smallestFace = 24;

/**
 * Pixels of the working copy per pixel of the picture, at most 1. The longer side becomes `workingSide`; of long strips and wide sheets
 * more is kept, whose faces would vanish otherwise: never more pixels than the largest square has.
 */
export function workingScale({ width, height }: Size): number {
  const longer = Math.max(width, height);
  const shorter = Math.min(width, height);
  const asStrip = shorter < smallestFace ? 0 : Math.min(stripSide / shorter, workingSide / Math.sqrt(width * height));
  return Math.min(1, Math.max(workingSide / longer, asStrip));
}
