import type { FaceId } from '../../contract/model.ts';
import type { Neighbour } from '../store/faces.ts';

const firstCapacity = 1_024;

/** Exact cosine search over unit vectors that lie one after the other in one Float32Array. */
export class VectorIndex {
  readonly dimensions: number;
  #vectors: Float32Array;
  #ids: FaceId[] = [];
  readonly #rows = new Map<FaceId, number>();

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#vectors = new Float32Array(firstCapacity * dimensions);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Adds or replaces the vector of a face. `vector`: `dimensions` floats, unit length. */
  set(id: FaceId, vector: Float32Array): void {
    if (vector.length !== this.dimensions) {
      throw new RangeError(`face ${id}: ${vector.length} dimensions instead of ${this.dimensions}`);
    }
    const row = this.#rows.get(id) ?? this.#append(id);
    this.#vectors.set(vector, row * this.dimensions);
  }

  /** The last row moves into the gap. */
  delete(id: FaceId): void {
    const row = this.#rows.get(id);
    const lastId = this.#ids.pop();
    if (row === undefined || lastId === undefined) {
      if (lastId !== undefined) this.#ids.push(lastId);
      return;
    }
    this.#rows.delete(id);
    if (lastId === id) return;
    const d = this.dimensions;
    const last = this.#ids.length;
    this.#vectors.copyWithin(row * d, last * d, (last + 1) * d);
    this.#ids[row] = lastId;
    this.#rows.set(lastId, row);
  }

  /** A view, valid until the next change. */
  get(id: FaceId): Float32Array | undefined {
    const row = this.#rows.get(id);
    return row === undefined ? undefined : this.#vectors.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  /** The `limit` faces most similar to `query` with a cosine of at least `min`, best first; ties by id. */
  search(query: Float32Array, limit: number, min: number): Neighbour[] {
    const found: Neighbour[] = [];
    let floor = min;
    for (let row = 0; row < this.#ids.length; row += 1) {
      const similarity = this.#dot(row, query);
      if (similarity < floor) continue;
      found.push({ face: this.#ids[row] as FaceId, similarity });
      // Pruning at twice the limit keeps the cost of sorting small against the scan.
      if (found.length >= 2 * limit + 64) floor = Math.max(floor, keepBest(found, limit));
    }
    keepBest(found, limit);
    return found;
  }

  #dot(row: number, query: Float32Array): number {
    const vectors = this.#vectors;
    const d = this.dimensions;
    const start = row * d;
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    let k = 0;
    // Four sums run side by side in the processor; one would wait for itself.
    for (; k + 3 < d; k += 4) {
      a += (vectors[start + k] as number) * (query[k] as number);
      b += (vectors[start + k + 1] as number) * (query[k + 1] as number);
      c += (vectors[start + k + 2] as number) * (query[k + 2] as number);
      e += (vectors[start + k + 3] as number) * (query[k + 3] as number);
    }
    for (; k < d; k += 1) a += (vectors[start + k] as number) * (query[k] as number);
    return a + b + c + e;
  }

  #append(id: FaceId): number {
    const row = this.#ids.length;
    if ((row + 1) * this.dimensions > this.#vectors.length) {
      const grown = new Float32Array(this.#vectors.length * 2);
      grown.set(this.#vectors);
      this.#vectors = grown;
    }
    this.#ids.push(id);
    this.#rows.set(id, row);
    return row;
  }
}

/** Sorts, cuts to `limit` in place, and answers the lowest similarity that is left. */
function keepBest(found: Neighbour[], limit: number): number {
  found.sort((a, b) => b.similarity - a.similarity || a.face - b.face);
  if (found.length > limit) found.length = limit;
  return found.length === limit ? (found[limit - 1]?.similarity ?? -1) : -1;
}
