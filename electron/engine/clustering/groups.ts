import { nodeCount, type FaceGraph } from './face-graph.ts';
import { VectorSpace } from '../vectors/vector-space.ts';

/** The clusters of a graph that nodes move between, one at a time, where the artist's decisions and the pictures allow it. */
export class Groups {
  readonly #graph: FaceGraph;
  readonly #owners: Int32Array;
  readonly #space: VectorSpace;
  /** Where the sum of a group starts, once the group has had two members. No other group's sum is needed. */
  readonly #sums = new Map<number, number>();
  readonly #sizes: Int32Array;
  readonly #labels: Int32Array;
  readonly #enemies = new Map<number, number[]>();
  readonly #barred = new Map<number, Set<number>>();
  /** The nodes of pictures with several faces, by picture. */
  readonly #crowds = new Map<number, number[]>();

  /** `owners` stays the caller's; `move` changes it. */
  constructor(graph: FaceGraph, owners: Int32Array) {
    this.#graph = graph;
    this.#owners = owners;
    this.#space = new VectorSpace(graph.vectors, graph.dimensions);
    this.#sizes = new Int32Array(owners.length);
    this.#labels = new Int32Array(owners.length).fill(-1);
    for (const group of owners) this.#sizes[group] = this.sizeOf(group) + 1;
    for (let node = 0; node < nodeCount(graph); node += 1) this.#note(node, owners[node] as number);
    graph.apart?.forEach(([a, b]) => {
      append(this.#enemies, a, b);
      append(this.#enemies, b, a);
    });
    graph.barred?.forEach(([node, label]) => {
      this.#barred.set(node, (this.#barred.get(node) ?? new Set()).add(label));
    });
    for (let node = 0; node < graph.pictures.length; node += 1)
      append(this.#crowds, graph.pictures[node] as number, node);
  }

  sizeOf(group: number): number {
    return this.#sizes[group] as number;
  }

  /** Mean cosine of a node to the other members of a group; -1 where there is none. */
  similarity(node: number, group: number): number {
    const sum = this.#sums.get(group);
    const isOwn = this.#owners[node] === group;
    const others = this.sizeOf(group) - Number(isOwn);
    if (sum === undefined || others === 0) return -1;
    const at = this.#startOf(node);
    const self = isOwn ? this.#space.dot(at, at) : 0;
    return (this.#space.dot(sum, at) - self) / others;
  }

  /** Answers false, changing nothing, where a decision or a picture forbids it. */
  move(node: number, group: number): boolean {
    if (!this.#mayHold(group, node)) return false;
    const from = this.#owners[node] as number;
    this.#add(node, from, -1);
    this.#sizes[from] = this.sizeOf(from) - 1;
    this.#sizes[group] = this.sizeOf(group) + 1;
    this.#note(node, group);
    this.#owners[node] = group;
    return true;
  }

  #mayHold(group: number, node: number): boolean {
    const isIn = (other: number): boolean => other !== node && this.#owners[other] === group;
    if (this.#enemies.get(node)?.some(isIn)) return false;
    if (this.#barred.get(node)?.has(this.#labels[group] as number)) return false;
    return this.#crowds.get(this.#graph.pictures[node] ?? -1)?.some(isIn) !== true;
  }

  #note(node: number, group: number): void {
    if (this.sizeOf(group) > 1) this.#add(node, group, 1);
    this.#labels[group] = Math.max(this.#labels[group] as number, this.#graph.fixed[node] as number);
  }

  /** A group that never had a second member has no sum. */
  #add(node: number, group: number, sign: 1 | -1): void {
    let sum = this.#sums.get(group);
    if (sum === undefined && sign < 0) return;
    if (sum === undefined) this.#sums.set(group, (sum = this.#space.zeros()));
    this.#space.add(sum, this.#startOf(node), sign);
  }

  #startOf(node: number): number {
    return node * this.#graph.dimensions;
  }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
