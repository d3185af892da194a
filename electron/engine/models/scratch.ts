/** Memory for a network's input, kept from run to run: a fresh array each time would be zeroed and collected for nothing. */
export class Scratch {
  #memory = new Float32Array();

  /** `length` numbers, whatever they held before; valid until the next call. */
  take(length: number): Float32Array {
    if (this.#memory.length < length) this.#memory = new Float32Array(length);
    return this.#memory.subarray(0, length);
  }
}
