import { clusterFaces } from './cluster.ts';
import type { FaceGraph } from './face-graph.ts';
import { edgesInPictures } from './in-pictures.ts';
import { edgesAmong, type NeighbourLists } from '../vectors/neighbour-graph.ts';
import { VectorSpace } from '../vectors/vector-space.ts';
import type { VectorTable } from '../vectors/vector-table.ts';

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
  const space = new VectorSpace(vectors, dimensions);
  const sizes = new Int32Array(clusters.length);
  for (const cluster of clusters) sizes[cluster] = (sizes[cluster] as number) + 1;
  const isAlone = (node: number): boolean => sizes[clusters[node] as number] === 1;
  const sums = new Map<number, number>();
  clusters.forEach((cluster, node) => {
    if (isAlone(node)) return;
    const sum = sums.get(cluster) ?? space.zeros();
    sums.set(cluster, sum);
    space.add(sum, node * dimensions, 1);
  });
  const lengths = new Map([...sums].map(([cluster, sum]) => [cluster, Math.sqrt(space.dot(sum, sum)) || 1]));
  return Float64Array.from(clusters, (cluster, node) => {
    const at = node * dimensions;
    const sum = sums.get(cluster);
    // A node alone is the mean of its cluster.
    return sum === undefined ? Math.sqrt(space.dot(at, at)) : space.dot(at, sum) / (lengths.get(cluster) ?? 1);
  });
}
