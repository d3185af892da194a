import { freeBytes } from './free-bytes.ts';

/** Memory for one file; dispose it when nobody reads it any more. */
export interface LentMemory extends Disposable {
  readonly bytes: Uint8Array;
}

const megabyte = 1024 * 1024;
/** What is smaller lies in the heaps, which use it again by themselves (main/engine/engine-env.ts). */
const least = 4 * megabyte;
/** Sizes are rounded up, so that a piece fits the next file as well. */
const grain = 4 * megabyte;
/** At rest nothing is kept. */
const keptMs = 5_000;

/**
 * Memory for large files that is used again: touching fresh pages may cost several times what reading and hashing a file does
 * (test/bench/README.md). What is lent and what is kept are together no more than `most` bytes, or the one piece that is more.
 */
export class FileMemory {
  readonly #most: number;
  /** From the smallest to the largest. */
  readonly #free: ArrayBuffer[] = [];
  #lent = 0;
  #rest: NodeJS.Timeout | null = null;

  constructor(most: number) {
    this.#most = most;
  }

  /** Bytes that are kept for the next files. */
  get kept(): number {
    return this.#free.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  lend(size: number): LentMemory {
    if (size < least) {
      const bytes = Buffer.allocUnsafeSlow(size);
      return { bytes, [Symbol.dispose]: () => freeBytes(bytes) };
    }
    const memory = this.#take(size);
    return { bytes: Buffer.from(memory, 0, size), [Symbol.dispose]: () => this.#giveBack(memory) };
  }

  /** The smallest free piece that is large enough, or a new one. */
  #take(size: number): ArrayBuffer {
    const at = this.#free.findIndex(({ byteLength }) => byteLength >= size);
    const [found] = at < 0 ? [] : this.#free.splice(at, 1);
    const memory = found ?? this.#fresh(Math.ceil(size / grain) * grain);
    this.#lent += memory.byteLength;
    return memory;
  }

  #fresh(size: number): ArrayBuffer {
    while (this.#free.length > 0 && this.#lent + this.kept + size > this.#most) this.#drop();
    return Buffer.allocUnsafeSlow(size).buffer;
  }

  #giveBack(memory: ArrayBuffer): void {
    this.#lent -= memory.byteLength;
    this.#free.push(memory);
    this.#free.sort((a, b) => a.byteLength - b.byteLength);
    while (this.#free.length > 0 && this.#lent + this.kept > this.#most) this.#drop();
    this.#rest ??= setTimeout(() => this.#dropAll(), keptMs).unref();
    this.#rest.refresh();
  }

  #dropAll(): void {
    while (this.#free.length > 0) this.#drop();
  }

  /** The largest goes back to the system. */
  #drop(): void {
    this.#free.pop()?.transfer(0);
  }
}
