import type { DetectorFit } from './detect.ts';
import { iou, type ScoredBox } from './boxes.ts';
import type { Box, Size } from '../../contract/geometry.ts';
import type { CloserLook } from './manifest.ts';
import type { PicturePart } from './resample.ts';
import { liesIn, tilesOf } from './tiles.ts';

/** What the detector found when it looked at a picture at one size. Boxes in pixels of the picture. */
export interface Look {
  readonly found: readonly ScoredBox[];
  /** Pixels of the detector's input per pixel of the picture. */
  readonly scale: number;
  /** The parts of the picture that it looked at; all of it by default. */
  readonly parts?: readonly PicturePart[];
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
  const smallest = full.scale * Math.min(...found.map(({ box }) => shorterSide(box)));
  const longer = Math.max(full.picture.width, full.picture.height);
  return parts.find((part) => part * smallest >= face && part * longer >= side) ?? largest;
}

/** A face smaller than this at full size, pixels, is looked at more closely where the picture has more pixels to show. */
const smallFace = 40;
/** What it is to measure then. */
const closeFace = 56;
/** Less is not worth another look. */
const leastCloser = 1.25;

/** A look at parts of a picture: `scale` pixels of the detector's input per pixel of the picture. */
export interface CloseLook {
  readonly parts: readonly PicturePart[];
  readonly scale: number;
}

/**
 * How to look at the small faces of a large picture: in tiles, so closely that the smallest is seen well, and only where they are. Null
 * where there are none, or the picture has no more to show. `full`: as for `closerPart`; `longSide`: of the detector's input.
 */
export function lookAtSmallFaces(
  picture: Size,
  looks: readonly Look[],
  { score }: CloserLook,
  full: DetectorFit,
  longSide: number,
): CloseLook | null {
  const found = looks.flatMap((look) => look.found.filter((each) => each.score >= score));
  const small = found.map(({ box }) => box).filter((box) => shorterSide(box) * full.scale < smallFace);
  const smallest = full.scale * Math.min(...small.map(shorterSide));
  const closer = Math.min(1 / full.scale, closeFace / smallest);
  if (small.length === 0 || closer < leastCloser) return null;
  const scale = full.scale * closer;
  const parts = tilesOf(picture, longSide / scale).filter((tile) => small.some((box) => liesIn(box, tile)));
  return parts.length > 0 ? { parts, scale } : null;
}

function shorterSide([, , width, height]: Box): number {
  return Math.min(width, height);
}

/** Boxes of two looks that overlap at least this much (IoU) are one face. */
const sameFaceIou = 0.5;
/** A face smaller than this in the detector's input, pixels, cannot be expected of that look. */
const smallestFace = 16;
/** How many looks judge a face: the closest. */
const judges = 2;
/** One at which the face is so many times smaller than at the closest does not judge it. */
const tooFar = 2.2;

/**
 * Joins what was found at several sizes: a face's score is the mean over the closest looks that could have seen it, so that a
 * face seen at only one size counts for less; its box is the mean weighted by score. Best first.
 */
export function combineLooks(looks: readonly Look[]): ScoredBox[] {
  const free = looks.map(({ found }) => new Set(found));
  const all = looks.flatMap(({ found }, look) => found.map((seed) => ({ seed, look })));
  const faces: ScoredBox[] = [];
  for (const { seed, look } of all.sort((a, b) => b.seed.score - a.seed.score)) {
    if (!free[look]?.delete(seed)) continue;
    const answers = looks.map((each, index) => {
      return { each, face: index === look ? seed : takeNearest(seed.box, free[index]) };
    });
    const judging = closest(answers.filter(({ each, face }) => face !== null || couldSee(seed.box, each)));
    const seen = judging.map(({ face }) => face).filter((face) => face !== null);
    if (seen.length > 0)
      faces.push({ box: meanBox(seen), score: sum(seen.map(({ score }) => score)) / judging.length });
  }
  return faces.sort((a, b) => b.score - a.score);
}

function closest<T extends { readonly each: Look }>(answers: readonly T[]): T[] {
  const sorted = answers.toSorted((a, b) => b.each.scale - a.each.scale);
  return sorted.slice(0, judges).filter(({ each }) => each.scale * tooFar >= (sorted[0]?.each.scale ?? 0));
}

function couldSee(box: Box, { scale, parts }: Look): boolean {
  return shorterSide(box) * scale >= smallestFace && (parts === undefined || parts.some((part) => liesIn(box, part)));
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
