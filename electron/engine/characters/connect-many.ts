import { askersOf, type FoundNeighbours, type NeighbourRule } from './connect.ts';
import type { VectorThreads } from './vector-threads.ts';

/** From this many queries on comparing every pair costs more than cells lose. */
const queriesForCells = 20_000;
/** Cells that each query looks into; see test/bench for how many neighbours are found there. */
const probes = 16;

/**
 * The nearest rows of each query among the first `count` rows. All pairs are compared, or, where there are many, those in the
 * cells around each query: rows that are near the same faces, of about √(16 n) that are spread over the library.
 */
export async function connectMany(
  threads: VectorThreads,
  queries: Int32Array,
  count: number,
  rule: NeighbourRule,
): Promise<FoundNeighbours[]> {
  if (queries.length >= queriesForCells) return connectByCells(threads, queries, count, rule);
  const parts: Int32Array[] = [];
  const found = await threads.runSplit<'connect'>(0, queries.length, (start, end) => {
    const part = queries.slice(start, end);
    parts.push(part);
    return { kind: 'connect', queries: part, count, rule };
  });
  return found.map((part, index) => ({ queries: parts[index] as Int32Array, found: part }));
}

async function connectByCells(
  threads: VectorThreads,
  queries: Int32Array,
  count: number,
  rule: NeighbourRule,
): Promise<FoundNeighbours[]> {
  const cellCount = Math.round(Math.sqrt(probes * count));
  const centres = Int32Array.from({ length: cellCount }, (_, k) => Math.floor((k * count) / cellCount));
  const assigned = await threads.runSplit<'assign'>(0, count, (start, end) => {
    return { kind: 'assign', centres, from: start, to: end, probes };
  });
  const probed = joined(assigned);
  const own = Int32Array.from({ length: count }, (_, row) => probed[row * probes] as number);
  const cells = askersOf(own, cellCount, count);
  const parts: Int32Array[] = [];
  const found = await threads.runSplit<'connectInCells'>(0, queries.length, (start, end) => {
    const part = queries.slice(start, end);
    parts.push(part);
    return { kind: 'connectInCells', cells, queries: part, probed: rowsOf(probed, part), rule };
  });
  return found.map((part, index) => ({ queries: parts[index] as Int32Array, found: part }));
}

function rowsOf(probed: Int32Array, rows: Int32Array): Int32Array {
  const chosen = new Int32Array(rows.length * probes);
  rows.forEach((row, k) => chosen.set(probed.subarray(row * probes, (row + 1) * probes), k * probes));
  return chosen;
}

function joined(arrays: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
