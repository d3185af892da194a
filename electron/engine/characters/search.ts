import type { Band } from '../../contract/model.ts';

/** Calibrated cosines of the embedder: at `same` 95 % of pairs are one character, above `maybe` lie 95 % of such pairs. */
export interface Thresholds {
  readonly same: number;
  readonly maybe: number;
}

export function bandOf(similarity: number, thresholds: Thresholds): Band {
  if (similarity >= thresholds.same) return 'same';
  return similarity >= thresholds.maybe ? 'maybe' : 'different';
}
