const slotsPerBlock = 1_024;

/** A vector inside a larger array. */
export interface VectorAt {
  readonly values: Float32Array;
  readonly start: number;
}

/** Sums of vectors, in blocks: a million clusters without a million arrays. A slot that is given back is used again. */
export class SumPool {
  readonly #dimensions: number;
  readonly #blocks: Float32Array[] = [];
  readonly #free: number[] = [];
  #used = 0;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  /** A slot whose numbers are yet to be written. */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#used % slotsPerBlock === 0) this.#blocks.push(new Float32Array(slotsPerBlock * this.#dimensions));
    this.#used += 1;
    return this.#used - 1;
  }

  giveBack(slot: number): void {
    this.#free.push(slot);
  }

  at(slot: number): VectorAt {
    const values = this.#blocks[Math.floor(slot / slotsPerBlock)] as Float32Array;
    return { values, start: (slot % slotsPerBlock) * this.#dimensions };
  }
}

/** Product of two vectors of a length. */
export function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let [w, x, y, z] = [0, 0, 0, 0];
  let k = 0;
  // Four sums run side by side in the processor; one would wait for itself.
  for (; k + 3 < length; k += 4) {
    w += (a[aStart + k] as number) * (b[bStart + k] as number);
    x += (a[aStart + k + 1] as number) * (b[bStart + k + 1] as number);
    y += (a[aStart + k + 2] as number) * (b[bStart + k + 2] as number);
    z += (a[aStart + k + 3] as number) * (b[bStart + k + 3] as number);
  }
  for (; k < length; k += 1) w += (a[aStart + k] as number) * (b[bStart + k] as number);
  return w + x + y + z;
}
