import { clusterFaces } from './cluster.ts';
import type { FaceGraph } from './face-graph.ts';
import { edgesAmong, type NeighbourLists } from './neighbour-graph.ts';
import type { VectorTable } from './vector-table.ts';

/** Rows to group. Node k of every other list is row `rows[k]`. */
export interface GroupRequest extends Omit<FaceGraph, 'dimensions' | 'vectors' | 'edges'> {
  readonly rows: Int32Array;
  readonly lists: NeighbourLists;
  /** Lowest mean cosine at which two clusters are one. */
  readonly linkage: number;
}

/** Groups rows of a table by the neighbours that are among them; answers the cluster of each. */
export function groupRows(table: VectorTable, request: GroupRequest): Int32Array {
  const { rows, lists, linkage } = request;
  const edges = edgesAmong(lists, rows, linkage);
  return clusterFaces({ ...request, dimensions: table.stride, vectors: vectorsOf(table, rows), edges }, linkage);
}

/** The table itself where all its rows are asked for, a copy otherwise. */
function vectorsOf(table: VectorTable, rows: Int32Array): Int16Array {
  if (rows.every((row, place) => row === place)) return table.rows(0, rows.length);
  const vectors = new Int16Array(rows.length * table.stride);
  rows.forEach((row, place) => vectors.set(table.rows(row, row + 1), place * table.stride));
  return vectors;
}
