import type { Accuracy, AccuracyBin, AccuracyOfKind, JudgedKind } from '../../contract/api/review-api.ts';
import type { Judged } from '../store/facts.ts';

const width = 0.1;
/** Questions first: thresholds learn from them. */
const kinds: readonly JudgedKind[] = ['question', 'suggestion', 'unknown'];

/** How often the machine was right: kinds apart, as their cosines are of other things. `probability`: the model's, of a pair. */
export function accuracyOf(
  judged: readonly Judged[],
  probability: (cosine: number) => number,
): Omit<Accuracy, 'thresholds'> {
  const parts = kinds
    .map((kind): AccuracyOfKind => {
      const all = judged.filter((one) => one.kind === kind);
      return { kind, ...countOf(all, probability), bins: binsOf(all, probability) };
    })
    .filter(({ answered }) => answered > 0);
  return { ...countOf(judged, probability), kinds: parts };
}

function countOf(judged: readonly Judged[], probability: (cosine: number) => number) {
  return { answered: judged.length, right: judged.filter((one) => wasRight(one, probability)).length };
}

/** A suggestion is the guess "the same"; the guess at a question is whichever answer was more likely. */
function wasRight(one: Judged, probability: (cosine: number) => number): boolean {
  if (one.kind === 'suggestion') return one.isSame;
  return (one.expected ?? probability(one.cosine)) >= 0.5 === one.isSame;
}

/** Bins without answers are left out. */
function binsOf(judged: readonly Judged[], probability: (cosine: number) => number): AccuracyBin[] {
  const steps = Array.from({ length: 20 }, (_, k) => Math.round((-1 + k * width) * 10) / 10);
  return steps.flatMap((from) => {
    const to = Math.round((from + width) * 10) / 10;
    const here = judged.filter(({ cosine }) => cosine >= from && (cosine < to || (to === 1 && cosine >= to)));
    if (here.length === 0) return [];
    const same = here.filter(({ isSame }) => isSame).length;
    return [{ from, to, answered: here.length, same, expected: expectedOf(here, probability) }];
  });
}

/** The share that the model promised; it promises nothing of suggestions. */
function expectedOf(judged: readonly Judged[], probability: (cosine: number) => number): number | null {
  if (judged.some(({ kind }) => kind === 'suggestion')) return null;
  return judged.reduce((sum, one) => sum + (one.expected ?? probability(one.cosine)), 0) / judged.length;
}
