import { groupingRule, neighbourLimit } from '../../../electron/engine/vectors/grouping-rule.ts';
import { connectMany } from '../../../electron/engine/clustering/connect-many.ts';
import { NeighbourGraph } from '../../../electron/engine/vectors/neighbour-graph.ts';
import { inSlices } from '../../../electron/engine/flow/slices.ts';
import { VectorThreads } from '../../../electron/engine/clustering/vector-threads.ts';
import { peakMegabytes, timed, type Took } from '../accuracy/apart.ts';
import { compare } from '../accuracy/group-accuracy.ts';
import { mimicLibrary } from '../accuracy/mimic.ts';

export interface GroupingRun {
  readonly faces: number;
  /** All neighbours, from nothing. */
  readonly connect: Took;
  /** Groups from the neighbours. */
  readonly group: Took;
  /** The longest that the engine's own thread was held up meanwhile, ms. */
  readonly heldUp: number;
  readonly peakMegabytes: number;
  /** Share of the neighbours of 400 faces, as comparing with all faces finds them, that are in the graph. */
  readonly recall: number;
  readonly f1: number;
  readonly ari: number;
}

const linkage = 0.6;
const maybe = 0.447;
const sampleSize = 400;
const linkedAtOnce = 512;

const faces = Number(process.argv[2]);
process.stdout.write(JSON.stringify(await run(faces)));

async function run(count: number): Promise<GroupingRun> {
  const { index, identities } = mimicLibrary(count, 256);
  await using threads = new VectorThreads(index.table.handle);
  const rule = groupingRule(index.pictures, maybe);
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const graph = new NeighbourGraph(neighbourLimit);
  const delay = heldUp();
  const connect = await timed(async () => {
    for (const part of await connectMany(threads, rows, count, rule)) {
      await inSlices(part.queries.length, linkedAtOnce, (start, end) => {
        graph.linkSome(part, start, end);
        return undefined;
      });
    }
  });
  const fixed = new Int32Array(count).fill(-1);
  const pictures = index.pictures.slice(0, count);
  const request = { rows, lists: graph.lists, pictures, fixed, linkage };
  const group = await timed(() => threads.run('group', request));
  const held = delay();
  const peak = peakMegabytes();
  // Off the round rows, which are centres of cells and know their neighbours better than others.
  const sample = Int32Array.from({ length: sampleSize }, (_, k) => Math.floor((k * count) / sampleSize) + 7);
  const exact = await threads.run('connect', sample, count, rule);
  const { f1, ari } = compare(Array.from(identities, String), [...group.result.clusters]);
  const recall = recallOf(graph, sample, exact.rows);
  const took = ({ seconds, coreSeconds }: Took): Took => ({ seconds, coreSeconds });
  return {
    faces: count,
    connect: took(connect),
    group: took(group),
    heldUp: held,
    peakMegabytes: peak,
    recall,
    f1,
    ari,
  };
}

/** Of the exact neighbours, those that the graph names from either end. */
function recallOf(graph: NeighbourGraph, sample: Int32Array, exact: Int32Array): number {
  let [found, all] = [0, 0];
  sample.forEach((row, k) => {
    const near = new Set(graph.of(row, maybe));
    for (const other of exact.subarray(k * neighbourLimit, (k + 1) * neighbourLimit)) {
      if (other < 0) continue;
      all += 1;
      if (near.has(other) || graph.of(other, maybe).includes(row)) found += 1;
    }
  });
  return found / all;
}

/** Watches how late a timer of this thread fires; the function that it answers stops, and tells the worst, ms. */
function heldUp(): () => number {
  let [last, worst] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    worst = Math.max(worst, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return worst;
  };
}
