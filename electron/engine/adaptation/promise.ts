import { logistic } from '../vectors/log-odds.ts';
import type { LibraryFacts } from './library-facts.ts';

/** Log odds that two faces of a library show one character; `npm run bench -- promises --write` fits them. */
export interface CrowdingModel {
  readonly intercept: number;
  /** Times the cosine of the two. */
  readonly cosine: number;
  /** Times the natural logarithm of the number of faces: among many, more are alike by chance. */
  readonly faces: number;
  /** Times the middle of the cosines of any two faces: in one hand's library, all are more alike. */
  readonly middle: number;
  /** Times their spread. */
  readonly spread: number;
}

/**
 * Of the pairs in the band "same", .95 are to be right. With .95 here, libraries of sources that the fit had not seen held .93 on the
 * mean (`npm run bench -- promises`).
 */
export const aimedAt = 0.965;
/** Pairs below this cosine are not looked at: hardly any is in the band. */
export const closeFrom = 0.6;
/** Where even the closest pairs of a library are doubtful, the band begins here: it is never empty. */
const highest = 0.93;

/**
 * The lowest cosine from which on the close pairs of a library are right as often as promised, as far as can be told from how many
 * faces it has and how alike they are; null where it has no close pairs.
 */
export function sameFrom(facts: LibraryFacts, model: CrowdingModel): number | null {
  const { close } = facts;
  let sum = 0;
  let lowest: number | null = null;
  for (let k = 0; k < close.length && (close[k] as number) >= closeFrom; k += 1) {
    sum += pairProbability(close[k] as number, facts, model);
    if (sum / (k + 1) >= aimedAt) lowest = close[k] as number;
    else lowest ??= highest;
  }
  return lowest === null ? null : Math.min(lowest, highest);
}

/** 0..1. */
export function pairProbability(cosine: number, facts: Omit<LibraryFacts, 'close'>, model: CrowdingModel): number {
  const { intercept, cosine: slope, faces, middle, spread } = model;
  const odds =
    intercept + slope * cosine + faces * Math.log(facts.faces) + middle * facts.middle + spread * facts.spread;
  return logistic(odds);
}
