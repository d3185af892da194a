import { openFloatKernel, floatsAtOnce } from './float-kernel.ts';

const pageBytes = 65_536;
const mostBytes = 65_536 * pageBytes;
const floatBytes = 4;

/** A memory of WebAssembly is worth it from so many vectors on: each takes a large piece of the address space. */
export const rowsForKernel = 256;

/** Memories that were made by `allocateVectors`, by their buffers. */
const memories = new WeakMap<ArrayBufferLike, WebAssembly.Memory>();

type Dot = (aStart: number, bStart: number) => number;

/** Room for `rows` vectors, rows × dimensions, from where a VectorSpace works without copying them. */
export function allocateVectors(rows: number, dimensions: number): Float32Array {
  const length = rows * dimensions;
  const bytes = (length + slotsFor(rows) * dimensions) * floatBytes;
  if (rows < rowsForKernel || dimensions % floatsAtOnce !== 0 || bytes > mostBytes) return new Float32Array(length);
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  memories.set(memory.buffer, memory);
  return new Float32Array(memory.buffer, 0, length);
}

/**
 * Vectors and sums of them in one array: rows first, then slots. Products are taken by the processor's vector unit where the
 * dimensions fit it. Two spaces over the same vectors share their slots: use one after the other.
 */
export class VectorSpace {
  readonly dimensions: number;
  /** All rows and slots, one after the other. */
  readonly values: Float32Array;
  /** The product of the vectors that start at two places of `values`. */
  readonly dot: Dot;
  readonly #free: number[] = [];
  #next: number;

  constructor(vectors: Float32Array, dimensions: number) {
    const rows = vectors.length / dimensions;
    const made = memories.has(vectors.buffer) ? vectors : allocateVectors(rows, dimensions);
    if (made !== vectors) made.set(vectors);
    const memory = memories.get(made.buffer);
    const length = (rows + slotsFor(rows)) * dimensions;
    this.dimensions = dimensions;
    this.values = memory ? new Float32Array(memory.buffer, 0, length) : extended(made, length);
    this.dot = memory ? kernelDot(memory, dimensions) : plainDot(this.values, dimensions);
    this.#next = made.length;
  }

  /** Start of a slot whose numbers are yet to be written. There are as many as there can be clusters of two and more. */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    this.#next += this.dimensions;
    return this.#next - this.dimensions;
  }

  /** A slot with the numbers of another vector. */
  copy(source: number): number {
    const start = this.take();
    this.values.copyWithin(start, source, source + this.dimensions);
    return start;
  }

  zeros(): number {
    const start = this.take();
    this.values.fill(0, start, start + this.dimensions);
    return start;
  }

  giveBack(start: number): void {
    this.#free.push(start);
  }

  /** Adds a vector, or takes it away, in place. */
  add(target: number, source: number, sign: 1 | -1): void {
    const { values, dimensions } = this;
    for (let k = 0; k < dimensions; k += 1) {
      values[target + k] = (values[target + k] as number) + sign * (values[source + k] as number);
    }
  }
}

/** Clusters of two rows and more, and one that two of them are being made into. */
function slotsFor(rows: number): number {
  return Math.floor(rows / 2) + 1;
}

function extended(vectors: Float32Array, length: number): Float32Array {
  const values = new Float32Array(length);
  values.set(vectors);
  return values;
}

function kernelDot(memory: WebAssembly.Memory, dimensions: number): Dot {
  const { dot } = openFloatKernel(memory);
  const bytes = dimensions * floatBytes;
  // Addresses are unsigned in the kernel: beyond 2 GiB they wrap around on the way there.
  return (a, b) => dot(a * floatBytes, b * floatBytes, bytes);
}

function plainDot(values: Float32Array, dimensions: number): Dot {
  return (a, b) => {
    let sum = 0;
    for (let k = 0; k < dimensions; k += 1) sum += (values[a + k] as number) * (values[b + k] as number);
    return sum;
  };
}
