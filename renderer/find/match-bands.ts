import type { Band, Match } from '../../electron/contract/api/find-api.ts';

/** The engine is not asked for faces that have nothing in common with the sample. */
export const lowestSimilarity = 0;

export const bands: readonly Band[] = ['same', 'maybe', 'different'];

/** The lowest similarity of what is taken for the same, and of what may be. The artist moves both. */
export interface Borders {
  readonly same: number;
  readonly maybe: number;
}

export function bandOf(similarity: number, { same, maybe }: Borders): Band {
  if (similarity >= same) return 'same';
  return similarity >= maybe ? 'maybe' : 'different';
}

/** Matches by band; they come best first, so the bands follow one another. */
export type Banded<Item> = Readonly<Record<Band, readonly Item[]>>;

export function splitBands<Item extends { readonly similarity: number }>(
  matches: readonly Item[],
  { same, maybe }: Borders,
): Banded<Item> {
  const firstMaybe = firstBelow(matches, same);
  const firstDifferent = Math.max(firstMaybe, firstBelow(matches, maybe));
  return {
    same: matches.slice(0, firstMaybe),
    maybe: matches.slice(firstMaybe, firstDifferent),
    different: matches.slice(firstDifferent),
  };
}

function firstBelow(matches: readonly { readonly similarity: number }[], border: number): number {
  const at = matches.findIndex(({ similarity }) => similarity < border);
  return at < 0 ? matches.length : at;
}

/** Neither border passes the other: it pushes it along. */
export function moveBorder(borders: Borders, border: keyof Borders, to: number): Borders {
  return border === 'same'
    ? { same: to, maybe: Math.min(borders.maybe, to) }
    : { same: Math.max(borders.same, to), maybe: to };
}

/** What a band takes: its faces, the pictures they are in, and how many of the faces are expected to be right, 0..1. */
export interface Taking {
  readonly faces: number;
  readonly pictures: number;
  readonly precision: number | null;
}

export function takingOf(matches: readonly Pick<Match, 'picture' | 'probability'>[]): Taking {
  const sum = matches.reduce((total, { probability }) => total + probability, 0);
  return {
    faces: matches.length,
    pictures: new Set(matches.map(({ picture }) => picture)).size,
    precision: matches.length > 0 ? sum / matches.length : null,
  };
}

/** How the similarities spread over 0..1: one height of 0..1 for each of `count` bars, the highest being 1. */
export function spreadOf(matches: readonly { readonly similarity: number }[], count: number): readonly number[] {
  const bars = Array.from({ length: count }, () => 0);
  for (const { similarity } of matches) {
    const bar = Math.min(count - 1, Math.max(0, Math.floor(similarity * count)));
    bars[bar] = (bars[bar] ?? 0) + 1;
  }
  // Roots: a handful of faces at the border must show beside hundreds that have nothing to do with the sample.
  const highest = Math.sqrt(Math.max(1, ...bars));
  return bars.map((faces) => Math.sqrt(faces) / highest);
}
