import type { ProbabilityTable } from '../../../electron/engine/similarity/probability.ts';
import { probabilityOf } from '../../../electron/engine/similarity/probability.ts';

/** Cosines of pairs of faces of one character, and of two. */
export interface PairCosines {
  readonly same: ArrayLike<number>;
  readonly different: ArrayLike<number>;
}

const knots = Array.from({ length: 21 }, (_, k) => k / 20);
const bins = 400;
/** Pairs on each side of a bin's value that soften the ends: a bin of few pairs is never a certainty. */
const prior = 0.5;

/**
 * The share of pairs that show one character at each cosine 0, .05 … 1: isotonic regression (pool adjacent violators; Ayer et al.,
 * 1955) over bins of .005, read at the knots. Rises with the cosine; rounded to four digits.
 */
export function calibrate(pairs: PairCosines): ProbabilityTable {
  const counts = countBins(pairs);
  const fitted = poolAdjacent(counts);
  return knots.map((cosine) => [cosine, Number((fitted[binOf(cosine)] ?? 0).toFixed(4))]);
}

/** Mean distance between what a table says and what is true, over pairs in ten bins of what it says (expected calibration error). */
export function calibrationError(table: ProbabilityTable, { same, different }: PairCosines): number {
  const said = new Float64Array(10);
  const truth = new Float64Array(10);
  const add = (cosine: number, isSame: boolean) => {
    const probability = probabilityOf(cosine, table);
    const bin = Math.min(9, Math.floor(probability * 10));
    said[bin] = (said[bin] as number) + probability;
    truth[bin] = (truth[bin] as number) + Number(isSame);
  };
  for (let k = 0; k < same.length; k++) add(same[k] as number, true);
  for (let k = 0; k < different.length; k++) add(different[k] as number, false);
  const gaps = said.map((sum, bin) => Math.abs(sum - (truth[bin] as number)));
  return gaps.reduce((sum, gap) => sum + gap, 0) / (same.length + different.length);
}

interface Bin {
  same: number;
  all: number;
}

function binOf(cosine: number): number {
  return Math.min(bins, Math.max(0, Math.round(((cosine + 1) / 2) * bins)));
}

function countBins({ same, different }: PairCosines): Bin[] {
  const counts = Array.from({ length: bins + 1 }, () => ({ same: 0, all: 0 }));
  const add = (cosine: number, isSame: number) => {
    const bin = counts[binOf(cosine)] as Bin;
    bin.same += isSame;
    bin.all += 1;
  };
  for (let k = 0; k < same.length; k++) add(same[k] as number, 1);
  for (let k = 0; k < different.length; k++) add(different[k] as number, 0);
  return counts;
}

/** The rising sequence closest to the bins' shares; a bin without pairs takes the value of the pool that it falls in. */
function poolAdjacent(counts: readonly Bin[]): number[] {
  const pools: (Bin & { bins: number })[] = [];
  for (const bin of counts) {
    pools.push({ ...bin, bins: 1 });
    for (let last = pools.at(-1), before = pools.at(-2); last && before; last = pools.at(-1), before = pools.at(-2)) {
      if (last.all > 0 && shareOf(before) < shareOf(last)) break;
      pools.splice(-2, 2, {
        same: before.same + last.same,
        all: before.all + last.all,
        bins: before.bins + last.bins,
      });
    }
  }
  return pools.flatMap((pool) => Array.from({ length: pool.bins }, () => shareOf(pool)));
}

function shareOf({ same, all }: Bin): number {
  return all > 0 ? (same + prior * 0.1) / (all + prior) : 0;
}
