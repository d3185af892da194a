import type { ClusterSet } from './cluster-set.ts';
import type { Adjacency } from './face-graph.ts';

/** The clusters that lie next to each cluster of a set that is being merged. */
export class AdjacentClusters {
  readonly #clusters: ClusterSet;
  readonly #adjacency: Adjacency;
  /** Nodes, one or more for each adjacent cluster; a cluster without a list is one node with its own edges. */
  readonly #lists = new Map<number, Int32Array>();
  /** When a cluster was last seen, so that none is named twice. */
  readonly #seen: Int32Array;
  #time = 0;

  constructor(clusters: ClusterSet, adjacency: Adjacency) {
    this.#clusters = clusters;
    this.#adjacency = adjacency;
    const nodes = adjacency.starts.length - 1;
    this.#seen = new Int32Array(nodes);
    const members = new Map<number, number[]>();
    for (let node = 0; node < nodes; node += 1) {
      const cluster = clusters.of(node);
      if (clusters.sizeOf(cluster) === 1) continue;
      const list = members.get(cluster) ?? [];
      list.push(...this.#edgesOf(node));
      members.set(cluster, list);
    }
    for (const [cluster, list] of members) this.#lists.set(cluster, this.#distinct(cluster, [list]));
  }

  /** Each once, in no order. */
  of(cluster: number): Int32Array {
    return this.#distinct(cluster, [this.#listOf(cluster)]);
  }

  /** Joins two clusters of the set, and what lies next to them; answers the cluster. */
  join(a: number, b: number): number {
    const lists = [this.#listOf(a), this.#listOf(b)];
    const joined = this.#clusters.join(a, b);
    this.#lists.delete(a);
    this.#lists.delete(b);
    this.#lists.set(joined, this.#distinct(joined, lists));
    return joined;
  }

  #listOf(cluster: number): Int32Array {
    return this.#lists.get(cluster) ?? this.#edgesOf(cluster);
  }

  #edgesOf(node: number): Int32Array {
    const { starts, targets } = this.#adjacency;
    return targets.subarray(starts[node], starts[node + 1]);
  }

  #distinct(self: number, lists: readonly ArrayLike<number>[]): Int32Array {
    this.#time += 1;
    this.#seen[self] = this.#time;
    const found: number[] = [];
    for (const list of lists) {
      for (let k = 0; k < list.length; k += 1) {
        const cluster = this.#clusters.of(list[k] as number);
        if (this.#seen[cluster] === this.#time) continue;
        this.#seen[cluster] = this.#time;
        found.push(cluster);
      }
    }
    return Int32Array.from(found);
  }
}
