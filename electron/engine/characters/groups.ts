import { nodeCount, type FaceGraph } from './face-graph.ts';
import { dot, SumPool } from './sum-pool.ts';

/** The clusters of a graph that nodes move between, one at a time, where human decisions and pictures allow it. */
export class Groups {
  readonly #graph: FaceGraph;
  readonly #owners: Int32Array;
  readonly #pool: SumPool;
  readonly #slots = new Map<number, number>();
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
    this.#pool = new SumPool(graph.dimensions);
    this.#sizes = new Int32Array(owners.length);
    this.#labels = new Int32Array(owners.length).fill(-1);
    for (let node = 0; node < nodeCount(graph); node += 1) this.#add(node, owners[node] as number, 1);
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
    const slot = this.#slots.get(group);
    const isOwn = this.#owners[node] === group;
    const others = this.sizeOf(group) - Number(isOwn);
    if (slot === undefined || others === 0) return -1;
    const { vectors, dimensions } = this.#graph;
    const sum = this.#pool.at(slot);
    const at = node * dimensions;
    const self = isOwn ? dot(vectors, at, vectors, at, dimensions) : 0;
    return (dot(sum.values, sum.start, vectors, at, dimensions) - self) / others;
  }

  /** Answers false, changing nothing, where a decision or a picture forbids it. */
  move(node: number, group: number): boolean {
    if (!this.#mayHold(group, node)) return false;
    this.#add(node, this.#owners[node] as number, -1);
    this.#add(node, group, 1);
    this.#owners[node] = group;
    return true;
  }

  #mayHold(group: number, node: number): boolean {
    const isIn = (other: number): boolean => other !== node && this.#owners[other] === group;
    if (this.#enemies.get(node)?.some(isIn)) return false;
    if (this.#barred.get(node)?.has(this.#labels[group] as number)) return false;
    return this.#crowds.get(this.#graph.pictures[node] ?? -1)?.some(isIn) !== true;
  }

  #add(node: number, group: number, sign: 1 | -1): void {
    const slot = this.#slots.get(group) ?? this.#newSlot(group);
    const { vectors, dimensions, fixed } = this.#graph;
    const { values, start } = this.#pool.at(slot);
    for (let k = 0; k < dimensions; k += 1) {
      values[start + k] = (values[start + k] as number) + sign * (vectors[node * dimensions + k] as number);
    }
    this.#sizes[group] = this.sizeOf(group) + sign;
    this.#labels[group] = Math.max(this.#labels[group] as number, fixed[node] as number);
  }

  #newSlot(group: number): number {
    const slot = this.#pool.take();
    this.#slots.set(group, slot);
    return slot;
  }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
