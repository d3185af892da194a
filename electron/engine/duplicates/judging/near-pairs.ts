/** Two rows that may look alike. */
export type RowPair = readonly [a: number, b: number];

/** Bits of a band: two hashes that differ in few bits agree in some band of so many. */
const bandBytes = 2;
/** Of empty or single-coloured pictures there may be very many with one band: they say nothing. */
const mostInBand = 400;

/**
 * Pairs of rows whose hashes agree in a band of 16 bits somewhere: all that differ in less than 16 of 256 bits, and 98 of 100 that differ in 20.
 * Each once, the lower row first.
 */
export function* nearPairs(hashes: readonly Uint8Array[], bytes: number): Generator<RowPair> {
  const seen = new Set<number>();
  for (let at = 0; at < bytes; at += bandBytes) {
    const bands = Map.groupBy(hashes.keys(), (row) => bandOf(hashes[row], at));
    for (const rows of bands.values()) {
      if (rows.length > 1 && rows.length <= mostInBand) yield* freshPairs(rows, hashes.length, seen);
    }
  }
}

/** All pairs of rows of one group. Groups that are too large to mean anything are passed over. */
export function* pairsWithin(groups: Iterable<readonly number[]>): Generator<RowPair> {
  for (const rows of groups) {
    if (rows.length > mostInBand) continue;
    for (const [k, a] of rows.entries()) for (const b of rows.slice(k + 1)) yield [a, b];
  }
}

function* freshPairs(rows: readonly number[], count: number, seen: Set<number>): Generator<RowPair> {
  for (const pair of pairsWithin([rows])) {
    const key = pair[0] * count + pair[1];
    if (seen.has(key)) continue;
    seen.add(key);
    yield pair;
  }
}

function bandOf(hash: Uint8Array | undefined, at: number): number {
  return (hash?.[at] ?? 0) * 256 + (hash?.[at + 1] ?? 0);
}
