import type { RgbImage } from './image.ts';

type Embed = (crops: readonly RgbImage[]) => Promise<Float32Array[]>;

interface Waiting {
  readonly crops: readonly RgbImage[];
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** Crops that are embedded together: a network reads its weights once for all of them. More gain nothing. */
const enough = 8;
/** How long crops may wait for company. */
const longestMs = 500;

/** Gathers the crops of several pictures for one run of the embedder. */
export class CropBatch {
  readonly #embed: Embed;
  #waiting: Waiting[] = [];
  #count = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(embed: Embed) {
    this.#embed = embed;
  }

  /** One vector per crop, when there are enough crops or nothing more is to be waited for. Throws what embedding throws. */
  add(crops: readonly RgbImage[]): Promise<Float32Array[]> {
    if (crops.length === 0) return Promise.resolve([]);
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>();
    this.#waiting.push({ crops, resolve, reject });
    this.#count += crops.length;
    if (this.#count >= enough) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), longestMs);
    return promise;
  }

  /** Embeds what waits, now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#count = 0;
    if (batch.length > 0) void this.#run(batch);
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
