import type { FileBytes } from '../reader.ts';
import { bytesAt } from './psd-sections.ts';

const windowBytes = 64 * 1024;

/** Reads numbers one after another, most significant byte first, up to `end`. Throws SkipError where the file ends before. */
export class Cursor {
  readonly #file: FileBytes;
  readonly #end: number;
  at: number;
  #window: DataView = new DataView(new ArrayBuffer(0));
  #windowAt = 0;

  constructor(file: FileBytes, at: number, end: number) {
    this.#file = file;
    this.at = at;
    this.#end = end;
  }

  get left(): number {
    return this.#end - this.at;
  }

  u8(): number {
    return this.#take(1, (view, at) => view.getUint8(at));
  }

  u16(): number {
    return this.#take(2, (view, at) => view.getUint16(at));
  }

  i16(): number {
    return this.#take(2, (view, at) => view.getInt16(at));
  }

  u32(): number {
    return this.#take(4, (view, at) => view.getUint32(at));
  }

  i32(): number {
    return this.#take(4, (view, at) => view.getInt32(at));
  }

  /** Of 4 bytes, or of 8. */
  length(long: boolean): number {
    return long ? this.#take(8, (view, at) => Number(view.getBigUint64(at))) : this.u32();
  }

  /** Four letters. */
  key(): string {
    const code = this.u32();
    return String.fromCharCode(code >>> 24, (code >>> 16) & 255, (code >>> 8) & 255, code & 255);
  }

  #take(length: number, read: (view: DataView, at: number) => number): number {
    const offset = this.at - this.#windowAt;
    if (offset < 0 || offset + length > this.#window.byteLength) this.#fill(length);
    const value = read(this.#window, this.at - this.#windowAt);
    this.at += length;
    return value;
  }

  #fill(length: number): void {
    const bytes = bytesAt(
      this.#file,
      this.at,
      Math.max(length, Math.min(windowBytes, this.left, this.#file.size - this.at)),
    );
    this.#window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#windowAt = this.at;
  }
}
