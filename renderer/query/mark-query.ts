import type { Span } from '../../electron/contract/query/query-model.ts';

export interface MarkedPiece {
  readonly text: string;
  readonly wrong: boolean;
}

/** Cuts a search where what is wrong begins and ends. The pieces put together are the search. */
export function markQuery(text: string, errors: readonly Span[]): MarkedPiece[] {
  const cuts = [0, text.length, ...errors.flatMap(({ from, to }) => [from, to])];
  const places = [...new Set(cuts)].filter((at) => at <= text.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((at, index) => ({
    text: text.slice(at, places[index + 1]),
    wrong: errors.some(({ from, to }) => from <= at && at < to),
  }));
}
