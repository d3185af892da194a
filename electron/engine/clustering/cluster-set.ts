import { nodeCount, type FaceGraph, type NodePair } from './face-graph.ts';
import { VectorSpace } from '../vectors/vector-space.ts';

/**
 * A partition of a graph's nodes that only grows coarser, as merging goes on (union-find). A cluster goes by its lowest node.
 * It knows its sum of vectors, its label, and which clusters the artist's decisions and the pictures keep it apart from.
 */
export class ClusterSet {
  readonly #graph: FaceGraph;
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  readonly #label: Int32Array;
  readonly #space: VectorSpace;
  /** Where a cluster's sum starts: the vector of its node, where it has only one. */
  readonly #sum: Float64Array;
  /** Clusters that a decision of the artist keeps a cluster from joining. */
  readonly #apart = new Map<number, Set<number>>();
  /** Pictures with several faces that a cluster has one of. */
  readonly #pictures = new Map<number, Set<number>>();

  constructor(graph: FaceGraph) {
    const nodes = nodeCount(graph);
    this.#graph = graph;
    this.#parent = Int32Array.from({ length: nodes }, (_, node) => node);
    this.#size = new Int32Array(nodes).fill(1);
    this.#label = Int32Array.from(graph.fixed);
    this.#space = new VectorSpace(graph.vectors, graph.dimensions);
    this.#sum = Float64Array.from({ length: nodes }, (_, node) => node * graph.dimensions);
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
    const product = this.#space.dot(this.#sum[a] as number, this.#sum[b] as number);
    return product / (this.sizeOf(a) * this.sizeOf(b));
  }

  /** Whether the artist's decisions let two clusters be one. */
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

  /** Before the sizes change: a cluster of one has no slot of its own. */
  #addSum(kept: number, gone: number): void {
    const [keptSum, goneSum] = [this.#sum[kept] as number, this.#sum[gone] as number];
    const [keptSlot, goneSlot] = [this.sizeOf(kept) > 1, this.sizeOf(gone) > 1];
    const target = keptSlot ? keptSum : goneSlot ? goneSum : this.#space.copy(keptSum);
    this.#space.add(target, target === goneSum ? keptSum : goneSum, 1);
    if (goneSlot && keptSlot) this.#space.giveBack(goneSum);
    this.#sum[kept] = target;
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
