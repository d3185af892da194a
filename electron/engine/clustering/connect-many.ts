import type { FoundNeighbours, NeighbourRule } from '../vectors/connect.ts';
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
  const found = await threads.runSplit('connect', 0, queries.length, (start, end) => {
    const part = queries.slice(start, end);
    parts.push(part);
    return [part, count, rule];
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
  // Shared memory that the threads fill: copying their answers would hold this thread up.
  const probed = new Int32Array(new SharedArrayBuffer(4 * count * probes));
  await threads.runSplit('assign', 0, count, (from, to) => [{ centres, from, to, probes, into: probed }]);
  const parts: Int32Array[] = [];
  const found = await threads.runSplit('connectInCells', 0, queries.length, (start, end) => {
    const part = queries.slice(start, end);
    parts.push(part);
    return [{ cellCount, probes, probed, queries: part, rule }];
  });
  return found.map((part, index) => ({ queries: parts[index] as Int32Array, found: part }));
}
