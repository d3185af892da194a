/** Reads bits, of each byte the lowest first. Past the end there are zeros; `isPastEnd` tells. */
export class Bits {
  readonly #bytes: Uint8Array;
  /** In bits. */
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isPastEnd(): boolean {
    return this.#at > this.#bytes.length * 8;
  }

  /** Bytes that have been begun. */
  get bytesRead(): number {
    return Math.ceil(this.#at / 8);
  }

  /** A number of up to 16 bits. */
  take(count: number): number {
    const byte = this.#at >> 3;
    const [low = 0, middle = 0, high = 0] = [this.#bytes[byte], this.#bytes[byte + 1], this.#bytes[byte + 2]];
    const value = ((low | (middle << 8) | (high << 16)) >> (this.#at & 7)) & ((1 << count) - 1);
    this.#at += count;
    return value;
  }

  /** How many zeros come before the next one, which is read, too; no more than `most` are counted. */
  zeros(most: number): number {
    let count = 0;
    while (count < most && this.take(1) === 0) count += 1;
    return count;
  }

  /** Goes on at the next whole byte. */
  skipToByte(): void {
    this.#at = this.bytesRead * 8;
  }
}
