import type { DetectorFit } from './detect.ts';
import { iou, type ScoredBox } from './boxes.ts';
import type { Box } from '../../contract/geometry.ts';
import type { CloserLook } from './manifest.ts';

/** What the detector found when it looked at a picture at one size. Boxes in pixels of the picture. */
export interface Look {
  readonly found: readonly ScoredBox[];
  /** Pixels of the detector's input per pixel of the picture. */
  readonly scale: number;
}

/**
 * How closely to look again, as a part of the full size: the smallest of `parts` at which the smallest face found so far is
 * at least `face` pixels and the picture at least `side`, else the largest. Most pictures hold only large faces, which are found in
 * a smaller picture just as well. `full`: the picture in the detector's input at full size.
 */
export function closerPart(looks: readonly Look[], closer: CloserLook, full: DetectorFit): number {
  const { parts, face, side, score } = closer;
  const largest = parts.at(-1) ?? 1;
  const found = looks.flatMap((look) => look.found.filter((each) => each.score >= score));
  if (found.length === 0) return largest;
  const smallest = full.scale * Math.min(...found.map(({ box: [, , width, height] }) => Math.min(width, height)));
  const longer = Math.max(full.picture.width, full.picture.height);
  return parts.find((part) => part * smallest >= face && part * longer >= side) ?? largest;
}

/** Boxes of two looks that overlap at least this much (IoU) are one face. */
const sameFaceIou = 0.5;
/** A face smaller than this in the detector's input, pixels, cannot be expected of that look. */
const smallestFace = 16;

/**
 * Joins what was found at several sizes: a face's score is the mean over the looks that could have seen it, so that a
 * face seen at only one size counts for less; its box is the mean weighted by score. Best first.
 */
export function combineLooks(looks: readonly Look[]): ScoredBox[] {
  const free = looks.map(({ found }) => new Set(found));
  const all = looks.flatMap(({ found }, look) => found.map((seed) => ({ seed, look })));
  const faces: ScoredBox[] = [];
  for (const { seed, look } of all.sort((a, b) => b.seed.score - a.seed.score)) {
    if (!free[look]?.delete(seed)) continue;
    const others = looks.map((_, index) => (index === look ? seed : takeNearest(seed.box, free[index])));
    const seen = others.filter((face) => face !== null);
    const missed = others.filter((face, index) => face === null && couldSee(seed.box, looks[index]));
    faces.push({ box: meanBox(seen), score: sum(seen.map(({ score }) => score)) / (seen.length + missed.length) });
  }
  return faces.sort((a, b) => b.score - a.score);
}

function couldSee([, , width, height]: Box, look: Look | undefined): boolean {
  return look !== undefined && Math.min(width, height) * look.scale >= smallestFace;
}

function takeNearest(box: Box, free: Set<ScoredBox> | undefined): ScoredBox | null {
  let nearest: { face: ScoredBox; overlap: number } | null = null;
  for (const face of free ?? []) {
    const overlap = iou(box, face.box);
    if (overlap >= (nearest?.overlap ?? sameFaceIou)) nearest = { face, overlap };
  }
  if (nearest) free?.delete(nearest.face);
  return nearest?.face ?? null;
}

function meanBox(faces: readonly ScoredBox[]): Box {
  const weight = sum(faces.map(({ score }) => score));
  const side = (at: 0 | 1 | 2 | 3) => sum(faces.map(({ box, score }) => box[at] * score)) / weight;
  return [side(0), side(1), side(2), side(3)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
