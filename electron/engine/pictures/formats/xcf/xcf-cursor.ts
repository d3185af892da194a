import type { FileBytes } from '../reader.ts';

/** Reads the numbers of an XCF file, all of them big-endian, from an offset on. Throws RangeError past the end of the file. */
export class XcfCursor {
  readonly #file: FileBytes;
  /** Offsets of 64 bits, since version 11. */
  readonly #isLong: boolean;
  at: number;

  constructor(file: FileBytes, at: number, isLong: boolean) {
    this.#file = file;
    this.at = at;
    this.#isLong = isLong;
  }

  bytes(length: number): Buffer {
    if (length > this.#file.size - this.at) throw new RangeError('the file ends too early');
    const bytes = this.#file.read(this.at, length);
    this.at += length;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** At most so many bytes: fewer where the file ends. */
  upTo(length: number): Buffer {
    return this.bytes(Math.max(0, Math.min(Math.ceil(length), this.#file.size - this.at)));
  }

  word(): number {
    return this.bytes(4).readUInt32BE();
  }

  /** Where something else begins; 0: there is none. */
  pointer(): number {
    return this.#isLong ? Number(this.bytes(8).readBigUInt64BE()) : this.word();
  }

  /** Pointers up to the 0 that ends the list. Throws RangeError where there are too many. */
  pointers(most: number): number[] {
    const found: number[] = [];
    for (let next = this.pointer(); next !== 0; next = this.pointer()) {
      if (found.length >= most) throw new RangeError(`more than ${most} of them`);
      found.push(next);
    }
    return found;
  }

  skipText(): void {
    const length = this.word();
    this.at += length;
  }

  other(at: number): XcfCursor {
    return new XcfCursor(this.#file, at, this.#isLong);
  }
}
