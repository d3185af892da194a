import type { Accuracy } from '../../contract/model.ts';

/** A guess of the machine that the artist answered. */
export interface Judged {
  readonly cosine: number;
  /** 1: it was one character. */
  readonly correct: number;
}

const width = 0.1;

/** How often the machine was right, in bins of cosine; bins without answers are left out. */
export function accuracyOf(judged: readonly Judged[], probability: (cosine: number) => number): Accuracy {
  const right = judged.filter(({ cosine, correct }) => probability(cosine) >= 0.5 === (correct === 1)).length;
  const steps = Array.from({ length: 20 }, (_, k) => Math.round((-1 + k * width) * 10) / 10);
  const bins = steps.flatMap((from) => {
    const to = Math.round((from + width) * 10) / 10;
    const here = judged.filter(({ cosine }) => cosine >= from && (cosine < to || (to === 1 && cosine >= to)));
    if (here.length === 0) return [];
    const expected = here.reduce((sum, { cosine }) => sum + probability(cosine), 0) / here.length;
    return [{ from, to, answered: here.length, same: here.filter(({ correct }) => correct === 1).length, expected }];
  });
  return { answered: judged.length, right, bins };
}
