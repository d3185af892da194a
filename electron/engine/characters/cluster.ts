import TinyQueue from 'tinyqueue';

/** Faces as the nodes of a nearest-neighbour graph. Node k has row k of `vectors` and entry k of the other lists. */
export interface FaceGraph {
  readonly dimensions: number;
  /** nodes × dimensions, unit rows. */
  readonly vectors: Float32Array;
  /** The picture of each node: the machine never puts two faces of one picture into one cluster. */
  readonly pictures: readonly number[];
  /** The label that a human decision gives a node (≥ 0), or -1. Such nodes keep their label. */
  readonly fixed: readonly number[];
  /** Cannot-link: pairs of nodes that never share a cluster. Without effect on two nodes of one fixed label. */
  readonly apart?: readonly NodePair[];
  /** Cannot-link: a node and a fixed label that it never joins. Without effect on a node that has the label. */
  readonly barred?: readonly (readonly [node: number, label: number])[];
  /**
   * Must-link: pairs of nodes that share a cluster, even where they lie in one picture. A pair that `fixed`, `apart`,
   * `barred` or an earlier pair contradicts is without effect: give the latest decision first.
   */
  readonly together?: readonly NodePair[];
  /** Pairs of nodes to consider, each pair once. */
  readonly edges: readonly NodePair[];
}

export type NodePair = readonly [number, number];

interface Cluster {
  nodes: number[];
  sum: Float32Array;
  pictures: Set<number>;
  fixed: number;
  /** Clusters that an edge of the graph leads to. */
  adjacent: Set<number>;
  /** Clusters that a human decision keeps it from joining. */
  apart: Set<number>;
  /** Grows with every merge: candidates computed before it are out of date. */
  version: number;
}

interface Candidate {
  readonly similarity: number;
  readonly a: number;
  readonly b: number;
  readonly versions: number;
}

/**
 * Average-linkage clustering on a graph: the two adjacent clusters with the highest mean cosine are merged as long as
 * it is at least `linkage`. The mean over all pairs is the product of the clusters' mean vectors, so it is exact.
 * Deterministic: ties go to the lower nodes. Answers a cluster number for each node; nodes with the same `fixed` label
 * share one, and two labels never do.
 */
export function clusterFaces(graph: FaceGraph, linkage: number): Int32Array {
  const clusters = startClusters(graph);
  const owner = joinTogether(clusters, graph);
  connect(clusters, owner, graph.edges);
  const queue = new TinyQueue<Candidate>([], (x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  const offer = (a: number, b: number) => {
    const candidate = candidateOf(clusters, Math.min(a, b), Math.max(a, b));
    if (candidate && candidate.similarity >= linkage) queue.push(candidate);
  };
  clusters.forEach((cluster, a) => cluster?.adjacent.forEach((b) => a < b && offer(a, b)));
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (!isCurrent(clusters, next)) continue;
    merge(clusters, next.a, next.b);
    clusters[next.a]?.adjacent.forEach((other) => offer(next.a, other));
  }
  return ownersOf(clusters, graph.pictures.length);
}

function startClusters({ dimensions, vectors, pictures, fixed }: FaceGraph): (Cluster | null)[] {
  const clusters: (Cluster | null)[] = [];
  const byLabel = new Map<number, Cluster>();
  pictures.forEach((picture, node) => {
    const label = fixed[node] ?? -1;
    const known = label < 0 ? undefined : byLabel.get(label);
    const cluster = known ?? {
      nodes: [],
      sum: new Float32Array(dimensions),
      pictures: new Set<number>(),
      fixed: label,
      adjacent: new Set<number>(),
      apart: new Set<number>(),
      version: 0,
    };
    cluster.nodes.push(node);
    cluster.pictures.add(picture);
    addTo(cluster.sum, vectors.subarray(node * dimensions, (node + 1) * dimensions));
    clusters.push(known ? null : cluster);
    if (label >= 0) byLabel.set(label, cluster);
  });
  return clusters;
}

/** Applies the human decisions about pairs; answers the cluster of each node. */
function joinTogether(clusters: (Cluster | null)[], graph: FaceGraph): Int32Array {
  const owner = ownersOf(clusters, graph.pictures.length);
  keepApart(clusters, owner, graph);
  for (const [from, to] of graph.together ?? []) {
    const a = owner[from] as number;
    const b = owner[to] as number;
    if (a === b || !mayJoin(clusters[a], clusters[b], b)) continue;
    clusters[b]?.nodes.forEach((node) => (owner[node] = a));
    merge(clusters, a, b);
  }
  return owner;
}

function keepApart(clusters: readonly (Cluster | null)[], owner: Int32Array, graph: FaceGraph): void {
  const ofLabel = new Map<number, number>();
  clusters.forEach((cluster, index) => cluster && cluster.fixed >= 0 && ofLabel.set(cluster.fixed, index));
  const part = (a: number | undefined, b: number | undefined) => {
    if (a === undefined || b === undefined || a === b) return;
    clusters[a]?.apart.add(b);
    clusters[b]?.apart.add(a);
  };
  for (const [a, b] of graph.apart ?? []) part(owner[a], owner[b]);
  for (const [node, label] of graph.barred ?? []) part(owner[node], ofLabel.get(label));
}

/** Whether human decisions allow x and y, which is cluster b, to be one. */
function mayJoin(x: Cluster | null | undefined, y: Cluster | null | undefined, b: number): boolean {
  return x != null && y != null && (x.fixed < 0 || y.fixed < 0) && !x.apart.has(b);
}

function ownersOf(clusters: readonly (Cluster | null)[], count: number): Int32Array {
  const owner = new Int32Array(count);
  clusters.forEach((cluster, index) => cluster?.nodes.forEach((node) => (owner[node] = index)));
  return owner;
}

function connect(clusters: readonly (Cluster | null)[], owner: Int32Array, edges: FaceGraph['edges']): void {
  for (const [from, to] of edges) {
    const a = owner[from] as number;
    const b = owner[to] as number;
    if (a === b) continue;
    clusters[a]?.adjacent.add(b);
    clusters[b]?.adjacent.add(a);
  }
}

function candidateOf(clusters: readonly (Cluster | null)[], a: number, b: number): Candidate | null {
  const x = clusters[a];
  const y = clusters[b];
  if (!x || !y || !mayJoin(x, y, b) || overlap(x.pictures, y.pictures)) return null;
  const similarity = dot(x.sum, y.sum) / (x.nodes.length * y.nodes.length);
  return { similarity, a, b, versions: x.version + y.version };
}

/** Versions only grow, so an unchanged sum means that both clusters are as they were. */
function isCurrent(clusters: readonly (Cluster | null)[], { a, b, versions }: Candidate): boolean {
  const x = clusters[a];
  const y = clusters[b];
  return x != null && y != null && x.version + y.version === versions;
}

/** Cluster b becomes part of a. */
function merge(clusters: (Cluster | null)[], a: number, b: number): void {
  const x = clusters[a];
  const y = clusters[b];
  if (!x || !y) return;
  x.nodes.push(...y.nodes);
  addTo(x.sum, y.sum);
  y.pictures.forEach((picture) => x.pictures.add(picture));
  x.fixed = Math.max(x.fixed, y.fixed);
  x.version += y.version + 1;
  for (const links of ['adjacent', 'apart'] as const) {
    for (const other of y[links]) {
      clusters[other]?.[links].delete(b);
      if (other === a) continue;
      clusters[other]?.[links].add(a);
      x[links].add(other);
    }
  }
  clusters[b] = null;
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const item of small) if (large.has(item)) return true;
  return false;
}

function addTo(sum: Float32Array, vector: Float32Array): void {
  for (let k = 0; k < sum.length; k += 1) sum[k] = (sum[k] as number) + (vector[k] as number);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
