import { clamp, type Box, type Size } from '../../contract/geometry.ts';

/** A box with the detector's confidence, 0..1. */
export interface ScoredBox {
  readonly box: Box;
  readonly score: number;
}

/** Intersection over union of two boxes, 0..1; 0 where either has no area. */
export function iou(a: Box, b: Box): number {
  const shared = overlap(a[0], a[2], b[0], b[2]) * overlap(a[1], a[3], b[1], b[3]);
  const union = a[2] * a[3] + b[2] * b[3] - shared;
  return shared > 0 ? shared / union : 0;
}

function overlap(startA: number, lengthA: number, startB: number, lengthB: number): number {
  return Math.max(0, Math.min(startA + lengthA, startB + lengthB) - Math.max(startA, startB));
}

/**
 * Greedy non-maximum suppression: best first, every box that overlaps a kept one by more than `limit` (IoU) is dropped.
 * Does not change its argument.
 */
export function suppress<T extends ScoredBox>(boxes: readonly T[], limit: number): T[] {
  const kept: T[] = [];
  for (const candidate of boxes.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((better) => iou(better.box, candidate.box) <= limit)) kept.push(candidate);
  }
  return kept;
}

/** The part of a box inside the picture; null where less than a pixel is left in either direction. */
export function clipBox(box: Box, size: Size): Box | null {
  const left = Math.max(0, box[0]);
  const top = Math.max(0, box[1]);
  const width = Math.min(size.width, box[0] + box[2]) - left;
  const height = Math.min(size.height, box[1] + box[3]) - top;
  return width >= 1 && height >= 1 ? [left, top, width, height] : null;
}

export function scaleBox(box: Box, factor: number): Box {
  return [box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor];
}

/** A box with its edges on the nearest whole pixels, inside the picture and at least one pixel wide and high. */
export function roundBox(box: Box, size: Size): Box {
  const [left, width] = roundSpan(box[0], box[2], size.width);
  const [top, height] = roundSpan(box[1], box[3], size.height);
  return [left, top, width, height];
}

function roundSpan(start: number, length: number, limit: number): [start: number, length: number] {
  const from = clamp(Math.round(start), 0, limit - 1);
  const to = clamp(Math.round(start + length), from + 1, limit);
  return [from, to - from];
}
