import type { RgbImage } from '../vision/image.ts';

/** A copy of a picture that other threads can read; dispose it when none of them needs it any more. */
export interface LentPixels extends Disposable {
  readonly image: RgbImage;
}

/** Sizes are rounded up, so that a piece fits the next picture as well. */
const grainBytes = 1 << 20;
/** Memory in which pictures are shown to other threads: a picture is copied once for all looks at it, and its place used again. */
export class SharedPixels {
  /** From the smallest to the largest. */
  readonly #free: SharedArrayBuffer[] = [];

  lend(image: RgbImage): LentPixels {
    const memory = this.#take(image.data.length);
    const data = new Uint8Array(memory, 0, image.data.length);
    data.set(image.data);
    return { image: { ...image, data }, [Symbol.dispose]: () => this.#giveBack(memory) };
  }

  /** The smallest free piece that is large enough; otherwise a new one takes the place of the largest free one. */
  #take(bytes: number): SharedArrayBuffer {
    const at = this.#free.findIndex(({ byteLength }) => byteLength >= bytes);
    const [taken] = this.#free.splice(at, 1);
    if (at >= 0 && taken) return taken;
    return new SharedArrayBuffer(Math.ceil(bytes / grainBytes) * grainBytes);
  }

  #giveBack(memory: SharedArrayBuffer): void {
    this.#free.push(memory);
    this.#free.sort((a, b) => a.byteLength - b.byteLength);
  }
}
