import type { FoundNeighbours } from './connect.ts';

/** Rows for which room is made at a time. */
const moreRows = 16_384;
/** Of each list: thirty times what a million faces take. It costs addresses, no memory. */
const mostBytes = 2 ** 31;

/**
 * The lists of a graph, shared with other threads. Entry k of row r stands at `r * limit + k`. Best first. A neighbour is its row + 1,
 * so that new memory, which is zero, names none: filling that of a million rows would hold up the engine's own thread.
 */
export interface NeighbourLists {
  readonly limit: number;
  readonly nearest: Int32Array;
  readonly similarities: Float32Array;
}

/** The nearest neighbours of every row, kept as rows come: a link is seen from both ends where both have room for it. */
export class NeighbourGraph {
  readonly limit: number;
  readonly #memory = [growable(), growable()] as const;
  // Views of a fixed length: the processor reads those that follow their memory twenty times as slowly.
  #nearest: Int32Array = new Int32Array();
  #similarities: Float32Array = new Float32Array();

  constructor(limit: number) {
    this.limit = limit;
  }

  get lists(): NeighbourLists {
    return { limit: this.limit, nearest: this.#nearest, similarities: this.#similarities };
  }

  /** Rows next to a row with a similarity of at least `min`, best first. */
  of(row: number, min: number): number[] {
    const near: number[] = [];
    for (let at = row * this.limit; names(this.lists, row, at, min); at += 1) near.push(rowAt(this.lists, at));
    return near;
  }

  link(a: number, b: number, similarity: number): void {
    this.#reserve(Math.max(a, b));
    this.#insert(a, b, similarity);
    this.#insert(b, a, similarity);
  }

  /** Takes over the neighbours of some rows, from `start` to `end` of the list. */
  linkSome({ queries, found }: FoundNeighbours, start: number, end: number): void {
    for (let k = start; k < end; k += 1) {
      for (let at = k * found.limit; at < (k + 1) * found.limit; at += 1) {
        const other = found.rows[at] as number;
        if (other >= 0) this.link(queries[k] as number, other, found.similarities[at] as number);
      }
    }
  }

  /**
   * Removes a row. Other rows may still list it, which does no harm: clustering compares the vectors themselves, and its vector is empty
   * then, or another one.
   */
  remove(row: number): void {
    for (const other of this.of(row, -1)) this.#drop(other, row);
    this.#nearest.fill(0, row * this.limit, (row + 1) * this.limit);
  }

  #insert(row: number, other: number, similarity: number): void {
    const first = row * this.limit;
    const last = first + this.limit - 1;
    const named = other + 1;
    if (!this.#isBelow(last, similarity)) return;
    for (let at = first; at <= last; at += 1) if (this.#nearest[at] === named) return;
    let at = last;
    for (; at > first && this.#isBelow(at - 1, similarity); at -= 1) this.#copy(at - 1, at);
    this.#nearest[at] = named;
    this.#similarities[at] = similarity;
  }

  /** Whether an entry names nobody, or one less similar. */
  #isBelow(at: number, similarity: number): boolean {
    return this.#nearest[at] === 0 || (this.#similarities[at] as number) < similarity;
  }

  #drop(row: number, other: number): void {
    const end = (row + 1) * this.limit;
    let at = row * this.limit;
    while (at < end && this.#nearest[at] !== other + 1) at += 1;
    if (at === end) return;
    for (; at + 1 < end; at += 1) this.#copy(at + 1, at);
    this.#nearest[at] = 0;
  }

  #copy(from: number, to: number): void {
    this.#nearest[to] = this.#nearest[from] as number;
    this.#similarities[to] = this.#similarities[from] as number;
  }

  #reserve(row: number): void {
    if ((row + 1) * this.limit <= this.#nearest.length) return;
    const length = Math.ceil((row + 1) / moreRows) * moreRows * this.limit;
    for (const memory of this.#memory) memory.grow(length * 4);
    this.#nearest = new Int32Array(this.#memory[0], 0, length);
    this.#similarities = new Float32Array(this.#memory[1], 0, length);
  }
}

/** The edges of at least `min` among some rows, each once, by their places in `rows`: a0, b0, a1, b1 … */
export function edgesAmong(lists: NeighbourLists, rows: Int32Array, min: number): Int32Array {
  const places = placesOf(rows);
  const edges: number[] = [];
  rows.forEach((row, place) => {
    for (let at = row * lists.limit; names(lists, row, at, min); at += 1) {
      const other = rowAt(lists, at);
      const otherPlace = places(other);
      // Seen from both ends, an edge is taken at its lower one.
      if (otherPlace >= 0 && (row < other || !isNamed(lists, other, row, min))) edges.push(place, otherPlace);
    }
  });
  return Int32Array.from(edges);
}

/** Whether entry `at` of a row's list names a neighbour that is near enough. */
function names({ limit, nearest, similarities }: NeighbourLists, row: number, at: number, min: number): boolean {
  return at < (row + 1) * limit && (nearest[at] ?? 0) > 0 && (similarities[at] as number) >= min;
}

function rowAt({ nearest }: NeighbourLists, at: number): number {
  return (nearest[at] as number) - 1;
}

function isNamed(lists: NeighbourLists, row: number, wanted: number, min: number): boolean {
  for (let at = row * lists.limit; names(lists, row, at, min); at += 1) if (rowAt(lists, at) === wanted) return true;
  return false;
}

/** Where each row stands in `rows`; -1: nowhere. */
function placesOf(rows: Int32Array): (row: number) => number {
  const places = new Int32Array(rows.reduce((most, row) => Math.max(most, row), -1) + 1).fill(-1);
  rows.forEach((row, place) => {
    places[row] = place;
  });
  return (row) => places[row] ?? -1;
}

function growable(): SharedArrayBuffer {
  return new SharedArrayBuffer(0, { maxByteLength: mostBytes });
}
