import type { FoundNeighbours } from './connect.ts';

const firstRows = 1_024;

/** The lists of a graph, shared with other threads. Entry k of row r stands at `r * limit + k`; -1: none. Best first. */
export interface NeighbourLists {
  readonly limit: number;
  readonly rows: Int32Array;
  readonly similarities: Float32Array;
}

/** The nearest neighbours of every row, kept as rows come: a link is seen from both ends where both have room for it. */
export class NeighbourGraph {
  readonly limit: number;
  #rows: Int32Array;
  #similarities: Float32Array;

  constructor(limit: number) {
    this.limit = limit;
    this.#rows = shared(Int32Array, firstRows * limit).fill(-1);
    this.#similarities = shared(Float32Array, firstRows * limit).fill(-1);
  }

  get lists(): NeighbourLists {
    return { limit: this.limit, rows: this.#rows, similarities: this.#similarities };
  }

  /** Rows next to a row with a similarity of at least `min`, best first. */
  of(row: number, min: number): number[] {
    const near: number[] = [];
    for (let at = row * this.limit; names(this.lists, row, at, min); at += 1) near.push(this.#rows[at] as number);
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
   * Takes a row out of the graph. Rows that it had no room for may still name it: its vector is empty then, or another one, and
   * clustering compares vectors, not what the graph says.
   */
  remove(row: number): void {
    for (const other of this.of(row, -1)) this.#drop(other, row);
    this.#rows.fill(-1, row * this.limit, (row + 1) * this.limit);
    this.#similarities.fill(-1, row * this.limit, (row + 1) * this.limit);
  }

  #insert(row: number, other: number, similarity: number): void {
    const first = row * this.limit;
    const last = first + this.limit - 1;
    if ((this.#similarities[last] as number) >= similarity && (this.#rows[last] as number) >= 0) return;
    for (let at = first; at <= last; at += 1) if (this.#rows[at] === other) return;
    let at = last;
    for (; at > first && (this.#similarities[at - 1] as number) < similarity; at -= 1) this.#copy(at - 1, at);
    this.#rows[at] = other;
    this.#similarities[at] = similarity;
  }

  #drop(row: number, other: number): void {
    const end = (row + 1) * this.limit;
    let at = row * this.limit;
    while (at < end && this.#rows[at] !== other) at += 1;
    if (at === end) return;
    for (; at + 1 < end; at += 1) this.#copy(at + 1, at);
    this.#rows[at] = -1;
    this.#similarities[at] = -1;
  }

  #copy(from: number, to: number): void {
    this.#rows[to] = this.#rows[from] as number;
    this.#similarities[to] = this.#similarities[from] as number;
  }

  #reserve(row: number): void {
    const wanted = (row + 1) * this.limit;
    if (wanted <= this.#rows.length) return;
    const length = Math.max(wanted, Math.ceil(this.#rows.length * 1.5));
    const rows = shared(Int32Array, length).fill(-1, this.#rows.length);
    const similarities = shared(Float32Array, length).fill(-1, this.#similarities.length);
    rows.set(this.#rows);
    similarities.set(this.#similarities);
    [this.#rows, this.#similarities] = [rows, similarities];
  }
}

/** The edges of at least `min` among some rows, each once, by their places in `rows`: a0, b0, a1, b1 … */
export function edgesAmong(lists: NeighbourLists, rows: Int32Array, min: number): Int32Array {
  const places = placesOf(rows);
  const edges: number[] = [];
  rows.forEach((row, place) => {
    for (let at = row * lists.limit; names(lists, row, at, min); at += 1) {
      const other = lists.rows[at] as number;
      const otherPlace = places(other);
      // Seen from both ends, an edge is taken at its lower one.
      if (otherPlace >= 0 && (row < other || !isNamed(lists, other, row, min))) edges.push(place, otherPlace);
    }
  });
  return Int32Array.from(edges);
}

/** Whether entry `at` of a row's list names a neighbour that is near enough. */
function names({ limit, rows, similarities }: NeighbourLists, row: number, at: number, min: number): boolean {
  return at < (row + 1) * limit && (rows[at] ?? -1) >= 0 && (similarities[at] as number) >= min;
}

function isNamed(lists: NeighbourLists, row: number, wanted: number, min: number): boolean {
  for (let at = row * lists.limit; names(lists, row, at, min); at += 1) if (lists.rows[at] === wanted) return true;
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

function shared<T extends Int32Array | Float32Array>(type: new (buffer: SharedArrayBuffer) => T, length: number): T {
  return new type(new SharedArrayBuffer(length * 4));
}
