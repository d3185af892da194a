import { clusterFaces } from './cluster.ts';
import type { FaceGraph } from './face-graph.ts';
import { edgesInPictures } from './in-pictures.ts';
import { edgesAmong, type NeighbourLists } from './neighbour-graph.ts';
import type { VectorTable } from './vector-table.ts';

/** Rows to group. Node k of every other list is row `rows[k]`. */
export interface GroupRequest extends Omit<FaceGraph, 'dimensions' | 'vectors' | 'edges'> {
  readonly rows: Int32Array;
  readonly lists: NeighbourLists;
  /** Lowest mean cosine at which two clusters are one. */
  readonly linkage: number;
  /** The picture of each node, where two of one picture may be one character; `pictures` is empty then. */
  readonly sheets?: ArrayLike<number>;
}

export interface RowGroups {
  /** The cluster of each node. */
  readonly clusters: Int32Array;
  /** Cosine of each node to the mean of its cluster. */
  readonly similarities: Float64Array;
}

/** Groups rows of a table by the neighbours that are among them. */
export function groupRows(table: VectorTable, request: GroupRequest): RowGroups {
  const { rows, lists, linkage, sheets } = request;
  const { dimensions } = table.handle;
  const vectors = table.readAll(rows);
  const across = edgesAmong(lists, rows, linkage);
  const edges = sheets ? joined(across, edgesInPictures(table, rows, sheets, linkage)) : across;
  const clusters = clusterFaces({ ...request, dimensions, vectors, edges }, linkage);
  return { clusters, similarities: similaritiesToMean(vectors, dimensions, clusters) };
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const all = new Int32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

function similaritiesToMean(vectors: Float32Array, dimensions: number, clusters: Int32Array): Float64Array {
  const members = Map.groupBy(clusters.keys(), (node) => clusters[node] as number);
  const similarities = new Float64Array(clusters.length);
  for (const nodes of members.values()) {
    const sum = sumOf(vectors, dimensions, nodes);
    const length = Math.hypot(...sum) || 1;
    for (const node of nodes) {
      let product = 0;
      for (let k = 0; k < dimensions; k += 1)
        product += (vectors[node * dimensions + k] as number) * (sum[k] as number);
      similarities[node] = product / length;
    }
  }
  return similarities;
}

function sumOf(vectors: Float32Array, dimensions: number, nodes: readonly number[]): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const node of nodes) {
    for (let k = 0; k < dimensions; k += 1) sum[k] = (sum[k] as number) + (vectors[node * dimensions + k] as number);
  }
  return sum;
}
