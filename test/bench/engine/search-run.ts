import { createRequire } from 'node:module';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { bestOf } from '../../../electron/engine/vectors/nearest.ts';
import { VectorThreads } from '../../../electron/engine/clustering/vector-threads.ts';
import { peakMegabytes } from '../accuracy/apart.ts';
import { quantile } from './engine-run.ts';
import { mimicLibrary } from '../accuracy/mimic.ts';

/** One way of searching. */
export interface SearchFigures {
  readonly name: string;
  /** What is done once, seconds. */
  readonly builds: number;
  readonly medianMs: number;
  readonly worstMs: number;
  /** Share of the nearest 100 of exact search in float32 that is found. */
  readonly recall: number;
}

export interface SearchRun {
  readonly vectors: number;
  readonly queries: number;
  readonly figures: readonly SearchFigures[];
  readonly peakMegabytes: number;
}

const dimensions = 256;
const limit = 100;
const queryCount = 20;
/** Building usearch's graph for a million takes longer than all the rest: its exact search stands for it there. */
const mostForGraph = 100_000;

/** What is used of usearch (its types are not installed with it). */
interface Usearch {
  readonly Index: new (options: { metric: 'ip'; dimensions: number; connectivity: number }) => {
    add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
    search(query: Float32Array, limit: number, threads: number): { keys: BigUint64Array };
  };
  readonly MetricKind: { readonly IP: string };
  exactSearch(
    vectors: Float32Array,
    query: Float32Array,
    dimensions: number,
    limit: number,
    metric: string,
  ): { keys: BigUint64Array };
}

type Search = (query: Float32Array) => Promise<ArrayLike<number>> | ArrayLike<number>;

const count = Number(process.argv[2]);
const peerFolder = process.argv[3] ?? '';
process.stdout.write(JSON.stringify(await run()));

async function run(): Promise<SearchRun> {
  const vectors = new Float32Array(count * dimensions);
  const { index } = mimicLibrary(count, dimensions, 1, (face, vector) => vectors.set(vector, face * dimensions));
  const queries = Array.from({ length: queryCount }, (_, k) =>
    askedFor(vectors, Math.floor(((k + 0.5) * count) / queryCount)),
  );
  const truth = queries.map((query) => bruteForce(vectors, query));
  const figures = [await measure('float32, plain loop', 0, queries, truth, (query) => bruteForce(vectors, query))];
  await using threads = new VectorThreads(index.table.handle);
  const { pictures, rowCount } = index;
  const ours: Search = async (query) => {
    const found = await threads.runSplit('search', 0, rowCount, (from, to) => {
      return [query, { pictures, from, to, limit, min: -1 }];
    });
    return bestOf(found, limit).rows;
  };
  figures.push(await measure('dramatis', 0, queries, truth, ours));
  figures.push(await peer(vectors, queries, truth));
  return { vectors: count, queries: queryCount, figures, peakMegabytes: peakMegabytes() };
}

/** Another drawing of a face's character: its vector, turned a little. */
function askedFor(vectors: Float32Array, face: number): Float32Array {
  const other = vectors.subarray(((face + 1) % count) * dimensions, (((face + 1) % count) + 1) * dimensions);
  const mixed = vectors
    .slice(face * dimensions, (face + 1) * dimensions)
    .map((value, k) => value + 0.4 * (other[k] ?? 0));
  const length = Math.hypot(...mixed);
  return mixed.map((value) => value / length);
}

function bruteForce(vectors: Float32Array, query: Float32Array): number[] {
  const cosines = new Float32Array(count);
  for (let row = 0; row < count; row += 1) {
    let sum = 0;
    for (let k = 0; k < dimensions; k += 1) sum += (vectors[row * dimensions + k] as number) * (query[k] as number);
    cosines[row] = sum;
  }
  const bar = cosines.toSorted().at(-limit) ?? -1;
  const near: number[] = [];
  cosines.forEach((value, row) => value >= bar && near.push(row));
  return near;
}

async function peer(
  vectors: Float32Array,
  queries: readonly Float32Array[],
  truth: readonly (readonly number[])[],
): Promise<SearchFigures> {
  const { Index, MetricKind, exactSearch } = createRequire(join(peerFolder, 'package.json'))('usearch') as Usearch;
  const rows = ({ keys }: { keys: BigUint64Array }): number[] => Array.from(keys, Number);
  if (count > mostForGraph) {
    const exact: Search = (query) => rows(exactSearch(vectors, query, dimensions, limit, MetricKind.IP));
    return measure('usearch, exact', 0, queries, truth, exact);
  }
  const started = performance.now();
  const graph = new Index({ metric: 'ip', dimensions, connectivity: 16 });
  graph.add(
    BigUint64Array.from({ length: count }, (_, k) => BigInt(k)),
    vectors,
    availableParallelism(),
  );
  const builds = (performance.now() - started) / 1000;
  return measure('usearch, graph', builds, queries, truth, (query) => rows(graph.search(query, limit, 1)));
}

async function measure(
  name: string,
  builds: number,
  queries: readonly Float32Array[],
  truth: readonly (readonly number[])[],
  search: Search,
): Promise<SearchFigures> {
  await search(queries[0] as Float32Array);
  const times: number[] = [];
  let found = 0;
  for (const [k, query] of queries.entries()) {
    const started = performance.now();
    const rows = new Set(Array.from(await search(query)));
    times.push(performance.now() - started);
    found += (truth[k] ?? []).slice(0, limit).filter((row) => rows.has(row)).length;
  }
  times.sort((a, b) => a - b);
  return {
    name,
    builds,
    medianMs: quantile(times, 0.5),
    worstMs: times.at(-1) ?? 0,
    recall: found / (limit * queries.length),
  };
}
