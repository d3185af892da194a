import type { RgbImage } from '../pipeline/image.ts';

/** A copy of a picture that other threads can read; dispose it when none of them needs it any more. */
export interface LentPixels extends Disposable {
  readonly image: RgbImage;
}

/** Sizes are rounded up, so that a piece fits the next picture as well. */
const grainBytes = 1 << 20;
/** Pieces that are kept: about as many as there are pictures under way. */
const mostFree = 8;

/** Memory in which pictures are shown to other threads: a picture is copied once for all looks at it, and its place used again. */
export class SharedPixels {
  #free: SharedArrayBuffer[] = [];

  lend(image: RgbImage): LentPixels {
    const memory = this.#take(image.data.length);
    const data = new Uint8Array(memory, 0, image.data.length);
    data.set(image.data);
    return { image: { ...image, data }, [Symbol.dispose]: () => this.#giveBack(memory) };
  }

  #take(bytes: number): SharedArrayBuffer {
    const fitting = this.#free.filter(({ byteLength }) => byteLength >= bytes);
    const [smallest] = fitting.sort((a, b) => a.byteLength - b.byteLength);
    if (!smallest) return new SharedArrayBuffer(Math.ceil(bytes / grainBytes) * grainBytes);
    this.#free = this.#free.filter((each) => each !== smallest);
    return smallest;
  }

  /** Too many: the smallest goes. */
  #giveBack(memory: SharedArrayBuffer): void {
    this.#free.push(memory);
    this.#free.sort((a, b) => b.byteLength - a.byteLength);
    this.#free.length = Math.min(this.#free.length, mostFree);
  }
}
