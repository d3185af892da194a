import { nodeCount, type FaceGraph, type NodePair } from './face-graph.ts';
import { dot, SumPool, type VectorAt } from './sum-pool.ts';

/**
 * A partition of a graph's nodes that only grows coarser, as merging goes on (union-find). A cluster goes by its lowest node.
 * It knows its sum of vectors, its label, and what human decisions and pictures keep it from.
 */
export class ClusterSet {
  readonly #graph: FaceGraph;
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  readonly #label: Int32Array;
  readonly #pool: SumPool;
  /** Slot of a cluster's sum; -1: it is one node, whose vector is the sum. */
  readonly #slot: Int32Array;
  /** Clusters that a human decision keeps a cluster from joining. */
  readonly #apart = new Map<number, Set<number>>();
  /** Pictures with several faces that a cluster has one of. */
  readonly #pictures = new Map<number, Set<number>>();

  constructor(graph: FaceGraph) {
    const nodes = nodeCount(graph);
    this.#graph = graph;
    this.#parent = Int32Array.from({ length: nodes }, (_, node) => node);
    this.#size = new Int32Array(nodes).fill(1);
    this.#label = Int32Array.from(graph.fixed);
    this.#pool = new SumPool(graph.dimensions);
    this.#slot = new Int32Array(nodes).fill(-1);
    this.#notePictures();
    this.#joinLabels();
    this.#keepApart(graph.apart ?? [], graph.barred ?? []);
    for (const [a, b] of graph.together ?? []) if (this.mayJoin(this.of(a), this.of(b))) this.join(a, b);
    this.#joinStarts(graph.start ?? []);
  }

  /** The cluster of a node. */
  of(node: number): number {
    const parent = this.#parent;
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  }

  sizeOf(cluster: number): number {
    return this.#size[cluster] as number;
  }

  /** Mean cosine over all pairs of two clusters: the product of their mean vectors. */
  similarity(a: number, b: number): number {
    const [x, y] = [this.#sumOf(a), this.#sumOf(b)];
    const product = dot(x.values, x.start, y.values, y.start, this.#graph.dimensions);
    return product / (this.sizeOf(a) * this.sizeOf(b));
  }

  /** Whether human decisions let two clusters be one. */
  mayJoin(a: number, b: number): boolean {
    if (a === b || ((this.#label[a] as number) >= 0 && (this.#label[b] as number) >= 0)) return false;
    return this.#apart.get(a)?.has(b) !== true;
  }

  /** Whether two clusters have faces of one picture. */
  sharePicture(a: number, b: number): boolean {
    const [x, y] = [this.#pictures.get(a), this.#pictures.get(b)];
    if (!x || !y) return false;
    const [small, large] = x.size < y.size ? [x, y] : [y, x];
    for (const picture of small) if (large.has(picture)) return true;
    return false;
  }

  /** Makes the clusters of two nodes one; answers it. */
  join(one: number, other: number): number {
    const [x, y] = [this.of(one), this.of(other)];
    if (x === y) return x;
    const [kept, gone] = x < y ? [x, y] : [y, x];
    this.#addSum(kept, gone);
    this.#parent[gone] = kept;
    this.#size[kept] = this.sizeOf(kept) + this.sizeOf(gone);
    this.#label[kept] = Math.max(this.#label[kept] as number, this.#label[gone] as number);
    for (const enemy of this.#apart.get(gone) ?? []) {
      this.#apart.get(enemy)?.delete(gone);
      this.#part(kept, enemy);
    }
    this.#apart.delete(gone);
    this.#joinPictures(kept, gone);
    return kept;
  }

  /** The cluster of each node. */
  owners(): Int32Array {
    return this.#parent.map((_, node) => this.of(node));
  }

  #sumOf(cluster: number): VectorAt {
    const slot = this.#slot[cluster] as number;
    if (slot >= 0) return this.#pool.at(slot);
    return { values: this.#graph.vectors, start: cluster * this.#graph.dimensions };
  }

  #addSum(kept: number, gone: number): void {
    const [x, y] = [this.#sumOf(kept), this.#sumOf(gone)];
    const [keptSlot, goneSlot] = [this.#slot[kept] as number, this.#slot[gone] as number];
    const slot = keptSlot >= 0 ? keptSlot : goneSlot >= 0 ? goneSlot : this.#pool.take();
    const { values, start } = this.#pool.at(slot);
    for (let k = 0; k < this.#graph.dimensions; k += 1) {
      values[start + k] = (x.values[x.start + k] as number) + (y.values[y.start + k] as number);
    }
    if (goneSlot >= 0 && goneSlot !== slot) this.#pool.giveBack(goneSlot);
    this.#slot[kept] = slot;
  }

  #part(a: number, b: number): void {
    if (a === b) return;
    for (const [x, y] of [[a, b] as const, [b, a] as const]) {
      const enemies = this.#apart.get(x);
      if (enemies) enemies.add(y);
      else this.#apart.set(x, new Set([y]));
    }
  }

  #notePictures(): void {
    const first = new Map<number, number>();
    for (let node = 0; node < this.#graph.pictures.length; node += 1) {
      const picture = this.#graph.pictures[node] as number;
      const earlier = first.get(picture);
      if (earlier === undefined) first.set(picture, node);
      else for (const face of [earlier, node]) this.#pictures.set(face, new Set([picture]));
    }
  }

  #joinPictures(kept: number, gone: number): void {
    const [x, y] = [this.#pictures.get(kept), this.#pictures.get(gone)];
    if (!y) return;
    const [small, large] = x && x.size > y.size ? [y, x] : [x, y];
    for (const picture of small ?? []) large.add(picture);
    this.#pictures.set(kept, large);
    this.#pictures.delete(gone);
  }

  #joinLabels(): void {
    const first = new Map<number, number>();
    for (let node = 0; node < this.#graph.fixed.length; node += 1) {
      const label = this.#graph.fixed[node] as number;
      if (label < 0) continue;
      const known = first.get(label);
      if (known === undefined) first.set(label, node);
      else this.join(known, node);
    }
  }

  #keepApart(pairs: readonly NodePair[], barred: readonly NodePair[]): void {
    const ofLabel = new Map<number, number>();
    if (barred.length > 0) this.#label.forEach((label, node) => label >= 0 && ofLabel.set(label, this.of(node)));
    for (const [a, b] of pairs) this.#part(this.of(a), this.of(b));
    for (const [node, label] of barred) {
      const cluster = ofLabel.get(label);
      if (cluster !== undefined) this.#part(this.of(node), cluster);
    }
  }

  #joinStarts(start: ArrayLike<number>): void {
    const first = new Map<number, number>();
    for (let node = 0; node < start.length; node += 1) {
      const group = start[node] as number;
      if (group < 0) continue;
      const known = first.get(group);
      if (known === undefined) first.set(group, node);
      else if (this.mayJoin(this.of(known), this.of(node)) && !this.sharePicture(this.of(known), this.of(node))) {
        this.join(known, node);
      }
    }
  }
}
