import type { FileOnDisk } from '../planning/survey.ts';

// The number of files, padded: numbers of eight bytes begin at a multiple of eight.
const headerBytes = 8;
const bytesPerNumber = 8;
const bytesPerFile = 5 * bytesPerNumber;

/** Files on disk in memory that two threads share: one looks at them, from the last to the first, and the other reads. */
export class FilesSeen {
  readonly buffer: SharedArrayBuffer;
  /** How many files have been looked at. */
  readonly #count: Int32Array;
  readonly #sizes: Float64Array;
  /** NaN where the file could not be looked at. */
  readonly #times: Float64Array;
  readonly #inodes: BigUint64Array;
  readonly #devices: BigUint64Array;
  readonly #links: Float64Array;

  /** `buffer`: that of the other thread, which made one. */
  constructor(length: number, buffer = new SharedArrayBuffer(headerBytes + length * bytesPerFile)) {
    this.buffer = buffer;
    this.#count = new Int32Array(buffer, 0, 1);
    const column = (at: number) => [buffer, headerBytes + at * length * bytesPerNumber, length] as const;
    this.#sizes = new Float64Array(...column(0));
    this.#times = new Float64Array(...column(1));
    this.#inodes = new BigUint64Array(...column(2));
    this.#devices = new BigUint64Array(...column(3));
    this.#links = new Float64Array(...column(4));
  }

  /** Adds the next file, counted from the end. Null: it could not be looked at. */
  put(file: FileOnDisk | null): void {
    const count = this.#count[0] ?? 0;
    const at = this.#sizes.length - 1 - count;
    this.#sizes[at] = file?.size ?? 0;
    this.#times[at] = file?.mtimeMs ?? NaN;
    this.#inodes[at] = BigInt(file?.inode ?? 0);
    this.#devices[at] = BigInt(file?.device ?? 0);
    this.#links[at] = file?.isLink ? 1 : 0;
    Atomics.store(this.#count, 0, count + 1);
  }

  /** Undefined where the file has not been looked at yet or could not be. */
  get(at: number): FileOnDisk | undefined {
    if (at < this.#sizes.length - Atomics.load(this.#count, 0)) return undefined;
    const mtimeMs = this.#times[at] ?? NaN;
    if (Number.isNaN(mtimeMs)) return undefined;
    return {
      size: this.#sizes[at] ?? 0,
      mtimeMs,
      inode: String(this.#inodes[at] ?? 0),
      device: String(this.#devices[at] ?? 0),
      isLink: this.#links[at] === 1,
    };
  }
}
