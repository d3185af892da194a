import type { Box } from '../../../electron/contract/geometry.ts';
import { iou, type ScoredBox } from '../../../electron/engine/vision/boxes.ts';

/** What is known of one picture, and what a detector answered; boxes in the same unit. */
export interface Checked {
  readonly truth: readonly { readonly box: Box; readonly ignore: boolean }[];
  readonly found: readonly ScoredBox[];
}

export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Found boxes that are right and wrong, and true ones that nobody found, by `judge`. */
export function countMatches(checked: Checked, minIou: number): Counts {
  const judged = judge(checked, minIou);
  const right = judged.filter(({ isRight }) => isRight).length;
  const faces = checked.truth.filter(({ ignore }) => !ignore).length;
  return { right, wrong: judged.length - right, missed: faces - right };
}

interface Judged {
  readonly score: number;
  readonly isRight: boolean;
}

/**
 * Best first, every found box takes the free true box that it overlaps most, if by at least `minIou`. A found box that fits only a box
 * to ignore, and a box to ignore that nobody found, do not count.
 */
function judge({ truth, found }: Checked, minIou: number): Judged[] {
  const free = new Set(truth.filter(({ ignore }) => !ignore).map(({ box }) => box));
  const ignored = truth.filter(({ ignore }) => ignore).map(({ box }) => box);
  const judged: Judged[] = [];
  for (const { box, score } of found.toSorted((a, b) => b.score - a.score)) {
    const match = bestOf(box, free, minIou);
    if (match) free.delete(match);
    if (match || !bestOf(box, ignored, minIou)) judged.push({ score, isRight: match !== null });
  }
  return judged;
}

/** Found boxes whose scores lie in a band. */
export interface Reliability {
  readonly from: number;
  readonly boxes: number;
  /** The mean of their scores. */
  readonly said: number;
  /** The share of them that is right. */
  readonly right: number;
}

/** What scores say beside how often they are right: one band from each border to the next, the last one to 1. */
export function reliability(pictures: readonly Checked[], minIou: number, borders: readonly number[]): Reliability[] {
  const judged = pictures.flatMap((picture) => judge(picture, minIou));
  return borders.map((from, index) => {
    const band = judged.filter(({ score }) => score >= from && score < (borders[index + 1] ?? Infinity));
    const said = ratio(
      band.reduce((sum, { score }) => sum + score, 0),
      band.length,
    );
    return { from, boxes: band.length, said, right: ratio(band.filter(({ isRight }) => isRight).length, band.length) };
  });
}

function bestOf(box: Box, candidates: Iterable<Box>, minIou: number): Box | null {
  const fitting = [...candidates].filter((candidate) => iou(box, candidate) >= minIou);
  return fitting.sort((a, b) => iou(box, b) - iou(box, a))[0] ?? null;
}

export interface Accuracy extends Counts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision and recall over all pictures of the boxes that score at least `minScore`. */
export function accuracy(pictures: readonly Checked[], minIou: number, minScore = 0): Accuracy {
  const sum = { right: 0, wrong: 0, missed: 0 };
  for (const { truth, found } of pictures) {
    const counts = countMatches({ truth, found: found.filter(({ score }) => score >= minScore) }, minIou);
    sum.right += counts.right;
    sum.wrong += counts.wrong;
    sum.missed += counts.missed;
  }
  const precision = ratio(sum.right, sum.right + sum.wrong);
  const recall = ratio(sum.right, sum.right + sum.missed);
  return { ...sum, precision, recall, f1: ratio(2 * precision * recall, precision + recall) };
}

/**
 * Average precision: the area under the highest precision that is reached at each recall or a larger one (all points, as in
 * PASCAL VOC 2010 and later).
 */
export function averagePrecision(pictures: readonly Checked[], minIou: number): number {
  const steps = stepsOf(pictures, minIou).sort((a, b) => b.recall - a.recall);
  let [area, precision] = [0, 0];
  steps.forEach((step, index) => {
    precision = Math.max(precision, step.precision);
    area += precision * (step.recall - (steps[index + 1]?.recall ?? 0));
  });
  return area;
}

/** The threshold with the best F1. */
export function bestF1(pictures: readonly Checked[], minIou: number): ThresholdAccuracy | null {
  return stepsOf(pictures, minIou).sort((a, b) => b.f1 - a.f1)[0] ?? null;
}

export interface ThresholdAccuracy extends Accuracy {
  readonly threshold: number;
}

/** Accuracy at every score that occurs. */
function stepsOf(pictures: readonly Checked[], minIou: number): ThresholdAccuracy[] {
  const scores = new Set(pictures.flatMap(({ found }) => found.map(({ score }) => score)));
  return [...scores].map((threshold) => ({ threshold, ...accuracy(pictures, minIou, threshold) }));
}

/** The threshold with the highest recall among those that reach a precision; null where none does. */
export function bestRecall(
  pictures: readonly Checked[],
  minIou: number,
  minPrecision: number,
): ThresholdAccuracy | null {
  const precise = stepsOf(pictures, minIou).filter(({ precision }) => precision >= minPrecision);
  return precise.sort((a, b) => b.recall - a.recall || b.precision - a.precision)[0] ?? null;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
