import { Gathering } from '../flow/gathering.ts';
import type { RgbImage } from '../vision/image.ts';

type Embed = (crops: readonly RgbImage[]) => Promise<Float32Array[]>;

interface Waiting {
  readonly crops: readonly RgbImage[];
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** A network reads its weights once for all crops of a run. More of them gain nothing. */
const limits = { enough: 8, longestMs: 500 };

/** Gathers the crops of several pictures for one run of the embedder. */
export class CropBatch {
  readonly #embed: Embed;
  readonly #waiting = new Gathering<Waiting>(limits, (batch) => void this.#run(batch));

  constructor(embed: Embed) {
    this.#embed = embed;
  }

  /** One vector per crop, when there are enough crops or nothing more is to be waited for. Throws what embedding throws. */
  add(crops: readonly RgbImage[]): Promise<Float32Array[]> {
    if (crops.length === 0) return Promise.resolve([]);
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>();
    this.#waiting.add({ crops, resolve, reject }, crops.length);
    return promise;
  }

  /** Embeds what waits, now. */
  flush(): void {
    this.#waiting.flush();
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    try {
      const vectors = await this.#embed(batch.flatMap(({ crops }) => crops));
      let from = 0;
      for (const { crops, resolve } of batch) resolve(vectors.slice(from, (from += crops.length)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
