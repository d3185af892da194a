import type { Band, Match } from '../../electron/contract/model.ts';

/** The engine is not asked for faces that have nothing in common with the sample. */
export const lowestSimilarity = 0;

export const bands: readonly Band[] = ['same', 'maybe', 'different'];

/** How many matches of each band have at least `minimum`; matches come best first, so bands follow one another. */
export function countBands(matches: readonly Match[], minimum: number): Record<Band, number> {
  const counts = { same: 0, maybe: 0, different: 0 };
  for (const match of matches) {
    if (match.similarity < minimum) break;
    counts[match.band] += 1;
  }
  return counts;
}

/** Shows what is the same or may be; faces that look different only when the artist asks for more. */
export function usualMinimum(matches: readonly Match[]): number {
  const last = matches.findLast((match) => match.band !== 'different') ?? matches[0];
  return last ? Math.floor(last.similarity * 100) / 100 : lowestSimilarity;
}
