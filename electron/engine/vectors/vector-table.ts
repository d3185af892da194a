import { mostPages, openKernel, pageBytes, registerBytes, type DotKernel } from './dot-kernel.ts';

import { allocateVectors } from './vector-space.ts';

/** What a unit is in whole-number vectors. */
export const wholeUnit = 32_767;
/** Rows that one call of the kernel takes, at most. */
export const blockRows = 4_096;
/** Rows that a thread may gather from all over the table, to have them one after the other. */
export const gatheredRows = 512;
/** Queries of one call. */
export const queriesAtOnce = 4;
const firstRows = 1_024;
const growth = 1.5;

/** What a thread needs to work on a table; can be posted to it. */
export interface TableHandle {
  readonly memory: WebAssembly.Memory;
  readonly dimensions: number;
  readonly zones: number;
}

/**
 * Unit vectors as int16, one row after the other in memory that threads share: exact products, half the bytes of float32, and
 * a cosine that is right to 1e-4. Each thread has a zone of its own for queries, gathered rows and products.
 */
export class VectorTable {
  readonly handle: TableHandle;
  readonly kernel: DotKernel;
  readonly #zone: number;
  readonly #strideBytes: number;
  readonly #start: number;
  #bytes: Int16Array;

  /** `zone`: which of the handle's zones this thread has. */
  constructor(handle: TableHandle, zone: number) {
    this.handle = handle;
    this.kernel = openKernel(handle.memory);
    this.#strideBytes = strideOf(handle.dimensions);
    this.#zone = zone * zoneBytes(this.#strideBytes);
    this.#start = handle.zones * zoneBytes(this.#strideBytes);
    this.#bytes = new Int16Array(handle.memory.buffer);
  }

  /** A new, empty table. */
  static create(dimensions: number, zones: number): VectorTable {
    const stride = strideOf(dimensions);
    const initial = Math.ceil((zones * zoneBytes(stride) + firstRows * stride) / pageBytes);
    const memory = new WebAssembly.Memory({ initial, maximum: mostPages, shared: true });
    return new VectorTable({ memory, dimensions, zones }, 0);
  }

  /** Numbers of a row, those that fill its last register included. */
  get stride(): number {
    return this.#strideBytes / 2;
  }

  /** All rows, one after the other. */
  rows(from: number, to: number): Int16Array {
    return this.#memory().subarray(
      (this.#start + from * this.#strideBytes) / 2,
      (this.#start + to * this.#strideBytes) / 2,
    );
  }

  /** Makes room for rows up to this number. Throws RangeError where a table of 4 GiB is full. */
  reserve(rows: number): void {
    // The kernel reads whole groups of rows.
    const wanted = this.#start + (rows + queriesAtOnce) * this.#strideBytes;
    const { buffer } = this.handle.memory;
    if (wanted <= buffer.byteLength) return;
    const pages = Math.ceil(Math.max(wanted, buffer.byteLength * growth) / pageBytes);
    this.handle.memory.grow(Math.min(mostPages, pages) - buffer.byteLength / pageBytes);
  }

  write(row: number, vector: Float32Array): void {
    quantise(vector, this.rows(row, row + 1));
  }

  clear(row: number): void {
    this.rows(row, row + 1).fill(0);
  }

  read(row: number): Float32Array {
    const { dimensions } = this.handle;
    const memory = this.#memory();
    const start = this.#start / 2 + row * this.stride;
    const vector = new Float32Array(dimensions);
    for (let k = 0; k < dimensions; k += 1) vector[k] = (memory[start + k] as number) / wholeUnit;
    return vector;
  }

  /** rows × dimensions, where a VectorSpace works on them. */
  readAll(rows: Int32Array): Float32Array {
    const { dimensions } = this.handle;
    const memory = this.#memory();
    const vectors = allocateVectors(rows.length, dimensions);
    rows.forEach((row, place) => {
      const start = this.#start / 2 + row * this.stride;
      for (let k = 0; k < dimensions; k += 1) {
        vectors[place * dimensions + k] = (memory[start + k] as number) / wholeUnit;
      }
    });
    return vectors;
  }

  /** Products of a query with `count` rows, at most `blockRows`, from `from` on. A view, until the next call. */
  scan(query: Float32Array, from: number, count: number): Int32Array {
    quantise(query, this.#view(this.#zone, this.stride));
    const out = this.#zone + (queriesAtOnce + gatheredRows) * this.#strideBytes;
    this.kernel.one(this.#zone, this.#start + from * this.#strideBytes, count, this.#strideBytes, out);
    return new Int32Array(this.handle.memory.buffer, out, count);
  }

  /** Copies up to four rows to where `compare` takes its queries from; the others are zeros. */
  ask(queries: ArrayLike<number>, from: number): void {
    this.#gather(this.#zone, queries, from, queriesAtOnce);
  }

  /** Copies rows together for `compareGathered`; `gatheredRows` at most. */
  gather(rows: ArrayLike<number>, from: number, count: number): void {
    this.#gather(this.#zone + queriesAtOnce * this.#strideBytes, rows, from, count);
  }

  /** For each of `count` rows from `from` on the products with the four rows asked for. A view, until the next call. */
  compare(from: number, count: number): Int32Array {
    return this.#compare(this.#start + from * this.#strideBytes, count);
  }

  /** The same for the gathered rows. */
  compareGathered(count: number): Int32Array {
    return this.#compare(this.#zone + queriesAtOnce * this.#strideBytes, count);
  }

  #compare(rows: number, count: number): Int32Array {
    const out = this.#zone + (queriesAtOnce + gatheredRows) * this.#strideBytes;
    this.kernel.four(this.#zone, rows, count, this.#strideBytes, out);
    return new Int32Array(this.handle.memory.buffer, out, count * queriesAtOnce);
  }

  #gather(target: number, rows: ArrayLike<number>, from: number, count: number): void {
    const memory = this.#memory();
    for (let k = 0; k < count; k += 1) {
      const row = rows[from + k];
      const at = (target + k * this.#strideBytes) / 2;
      if (row === undefined) memory.fill(0, at, at + this.stride);
      else {
        const start = (this.#start + row * this.#strideBytes) / 2;
        memory.copyWithin(at, start, start + this.stride);
      }
    }
  }

  #view(byte: number, length: number): Int16Array {
    return this.#memory().subarray(byte / 2, byte / 2 + length);
  }

  /** Another thread may have made the memory larger. */
  #memory(): Int16Array {
    const { buffer } = this.handle.memory;
    if (buffer.byteLength !== this.#bytes.byteLength) this.#bytes = new Int16Array(buffer);
    return this.#bytes;
  }
}

function strideOf(dimensions: number): number {
  return Math.ceil((dimensions * 2) / registerBytes) * registerBytes;
}

function zoneBytes(strideBytes: number): number {
  const products = blockRows * queriesAtOnce * 4;
  return (queriesAtOnce + gatheredRows) * strideBytes + products + pageBytes;
}

function quantise(vector: Float32Array, target: Int16Array): void {
  for (let k = 0; k < vector.length; k += 1) target[k] = Math.round((vector[k] as number) * wholeUnit);
}
