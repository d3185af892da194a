export type NodePair = readonly [number, number];

/** Faces as the nodes of a nearest-neighbour graph. Node k has row k of `vectors` and entry k of the other lists. */
export interface FaceGraph {
  readonly dimensions: number;
  /** nodes × dimensions, unit rows. */
  readonly vectors: Float32Array;
  /** The picture of each node: the machine never puts two faces of one picture into one cluster. Empty: it may. */
  readonly pictures: ArrayLike<number>;
  /** The label that a decision of the artist gives a node (≥ 0), or -1. Such nodes keep their label. */
  readonly fixed: ArrayLike<number>;
  /** Cannot-link: pairs of nodes that never share a cluster. Without effect on two nodes of one fixed label. */
  readonly apart?: readonly NodePair[];
  /** Cannot-link: a node and a fixed label that it never joins. Without effect on a node that has the label. */
  readonly barred?: readonly (readonly [node: number, label: number])[];
  /**
   * Must-link: pairs of nodes that share a cluster, even where they lie in one picture. A pair that `fixed`, `apart`,
   * `barred` or an earlier pair contradicts is without effect: give the latest decision first.
   */
  readonly together?: readonly NodePair[];
  /** 1 for a face too poor to judge by: it joins a group that stands without it, and never connects two. */
  readonly doubtful?: ArrayLike<number>;
  /** Nodes with the same number (≥ 0) start in one cluster, where no decision and no picture forbids it; -1: alone. */
  readonly start?: ArrayLike<number>;
  /** Pairs of nodes to consider, each once: a0, b0, a1, b1 … */
  readonly edges: Int32Array;
}

/** How many nodes a graph has. */
export function nodeCount(graph: Pick<FaceGraph, 'fixed'>): number {
  return graph.fixed.length;
}

/** For each node the nodes at the other ends of its edges: those of node k are `targets[starts[k] .. starts[k + 1]]`. */
export interface Adjacency {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

export function adjacencyOf(edges: Int32Array, nodes: number): Adjacency {
  const starts = new Int32Array(nodes + 1);
  for (const node of edges) starts[node + 1] = (starts[node + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1)
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const targets = new Int32Array(edges.length);
  const next = starts.slice();
  const add = (from: number, to: number) => {
    targets[next[from] as number] = to;
    next[from] = (next[from] as number) + 1;
  };
  for (let k = 0; k < edges.length; k += 2) {
    add(edges[k] as number, edges[k + 1] as number);
    add(edges[k + 1] as number, edges[k] as number);
  }
  return { starts, targets };
}
