import type { NodePair } from './face-graph.ts';

/** Part `from` goes into part `into`. */
export interface Join {
  readonly into: number;
  readonly from: number;
  /** Mean cosine over all pairs of the two. */
  readonly similarity: number;
}

/**
 * Average linkage over all pairs of a few hundred parts (the graph that whole libraries are grouped by has edges between neighbours only).
 * The most alike two become one until none may; ties go to the lower parts. `apart`: pairs of parts that never do.
 */
export function joinByLikeness(
  vectors: readonly Float32Array[],
  parts: readonly (readonly number[])[],
  apart: readonly NodePair[],
): Join[] {
  const table = new Likenesses(vectors, parts, apart);
  const joins: Join[] = [];
  for (let next = table.best(); next; next = table.best()) {
    joins.push(next);
    table.join(next);
  }
  return joins;
}

/** How alike each two parts are, and which other each is most like. */
class Likenesses {
  readonly #count: number;
  readonly #sizes: number[];
  /** Row by row; -Infinity on the diagonal, and where two may not be one. */
  readonly #table: Float64Array;
  /** Of each part that is left; -1: none. */
  readonly #nearest = new Map<number, number>();

  constructor(vectors: readonly Float32Array[], parts: readonly (readonly number[])[], apart: readonly NodePair[]) {
    this.#count = parts.length;
    this.#sizes = parts.map(({ length }) => length);
    this.#table = new Float64Array(parts.length ** 2).fill(-Infinity);
    const means = parts.map((part) => meanOf(part.map((position) => vectors[position] as Float32Array)));
    for (let a = 0; a < parts.length; a += 1) {
      for (let b = 0; b < a; b += 1) this.#set(a, b, dot(means[a] as Float64Array, means[b] as Float64Array));
    }
    for (const [a, b] of apart) this.#set(a, b, -Infinity);
    for (let part = 0; part < parts.length; part += 1) this.#nearest.set(part, -1);
    for (let part = 0; part < parts.length; part += 1) this.#lookAround(part);
  }

  best(): Join | null {
    let found: Join | null = null;
    for (const [part, nearest] of this.#nearest) {
      const similarity = nearest < 0 ? -Infinity : this.#get(part, nearest);
      if (similarity === -Infinity || (found && similarity <= found.similarity)) continue;
      found = { into: Math.min(part, nearest), from: Math.max(part, nearest), similarity };
    }
    return found;
  }

  join({ into, from }: Join): void {
    const [a, b] = [this.#sizes[into] as number, this.#sizes[from] as number];
    this.#nearest.delete(from);
    for (const other of this.#nearest.keys()) {
      if (other === into) continue;
      this.#set(into, other, (a * this.#get(into, other) + b * this.#get(from, other)) / (a + b));
    }
    this.#sizes[into] = a + b;
    for (const [other, nearest] of this.#nearest) {
      if (other === into || nearest === into || nearest === from) this.#lookAround(other);
      else if (nearest >= 0 && this.#get(other, into) > this.#get(other, nearest)) this.#nearest.set(other, into);
    }
  }

  #lookAround(part: number): void {
    let [nearest, similarity] = [-1, -Infinity];
    for (const other of this.#nearest.keys()) {
      if (this.#get(part, other) > similarity) [nearest, similarity] = [other, this.#get(part, other)];
    }
    this.#nearest.set(part, nearest);
  }

  #get(a: number, b: number): number {
    return this.#table[a * this.#count + b] as number;
  }

  #set(a: number, b: number, similarity: number): void {
    this.#table[a * this.#count + b] = similarity;
    this.#table[b * this.#count + a] = similarity;
  }
}

/** Not at length 1: the product of two means is the mean of the products. */
function meanOf(vectors: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) vector.forEach((value, k) => (mean[k] = (mean[k] as number) + value / vectors.length));
  return mean;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
