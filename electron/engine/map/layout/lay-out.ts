import { UMAP } from 'umap-js';
import { connectRows } from '../../vectors/connect.ts';
import { VectorTable } from '../../vectors/vector-table.ts';
import { principalAxes } from './principal-axes.ts';

/** Nearest faces that a face is drawn to. More: the whole counts for more than what is near. */
const neighbours = 15;
/** Fewer are placed by their principal axes alone. */
const fewest = neighbours + 2;
/** UMAP begins within a square of this half side. */
const beginning = 10;
/** No face is at the same place as another: where all distances are 0, UMAP has no scale. */
const leastDistance = 1e-6;

/**
 * Places unit vectors (rows × dimensions) in two dimensions by UMAP (McInnes, Healy, Melville 2018, arXiv:1802.03426), from where their principal axes put
 * them, with the exact nearest neighbours. The same vectors are always placed alike. Answers rows × 2, from 0 to 1 with one scale for both sides.
 * `onStep` hears the share that is done.
 */
export function layOut(
  vectors: Float32Array,
  dimensions: number,
  onStep: (done: number) => void = () => undefined,
): Float32Array {
  const random = seeded(1);
  const rows = vectors.length / dimensions;
  const begun = spread(principalAxes(vectors, dimensions, random));
  if (rows < fewest) return begun;
  const umap = new UMAP({ nNeighbors: neighbours, minDist: 0.15, random });
  const { indices, distances } = nearest(vectors, dimensions);
  umap.setPrecomputedKNN(indices, distances);
  // With neighbours that are known it reads only how many vectors there are.
  const epochs = umap.initializeFit(indices);
  const placed = umap.getEmbedding();
  for (const [row, point] of placed.entries())
    for (const side of [0, 1])
      point[side] = ((begun[row * 2 + side] ?? 0.5) - 0.5) * 2 * beginning + (random() - 0.5) / 100;
  for (let epoch = umap.step(); epoch < epochs; epoch = umap.step()) onStep(epoch / epochs);
  return spread(Float32Array.from(placed.flat()));
}

/** The nearest neighbours of each vector, itself first. */
function nearest(vectors: Float32Array, dimensions: number): { indices: number[][]; distances: number[][] } {
  const rows = vectors.length / dimensions;
  const table = VectorTable.create(dimensions, 1);
  table.reserve(rows);
  for (let row = 0; row < rows; row += 1) table.write(row, vectors.subarray(row * dimensions, (row + 1) * dimensions));
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const limit = neighbours - 1;
  const rule = { pictures: new Int32Array(rows).fill(1), picturesApart: false, limit, min: -1 };
  const found = connectRows(table, all, rows, rule);
  const [indices, distances]: [number[][], number[][]] = [[], []];
  for (let row = 0; row < rows; row += 1) {
    const [from, to] = [row * limit, (row + 1) * limit];
    indices.push([row, ...found.rows.subarray(from, to)]);
    const apart = found.similarities.subarray(from, to).map((similarity) => Math.max(leastDistance, 1 - similarity));
    distances.push([0, ...apart]);
  }
  return { indices, distances };
}

/** From 0 to 1, with one scale for both sides. */
function spread(points: Float32Array): Float32Array {
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  points.forEach((value, at) => {
    low[at % 2] = Math.min(low[at % 2] ?? value, value);
    high[at % 2] = Math.max(high[at % 2] ?? value, value);
  });
  const side = Math.max((high[0] ?? 0) - (low[0] ?? 0), (high[1] ?? 0) - (low[1] ?? 0)) || 1;
  return points.map((value, at) => (value - ((low[at % 2] ?? 0) + (high[at % 2] ?? 0)) / 2) / side + 0.5);
}

/** The same numbers every time: mulberry32, by Tommy Ettinger. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
