import { basename } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { EmbedderManifest } from '../vision/manifest.ts';
import type { Network, Output } from './network.ts';
import { planesOf, type Planes } from '../vision/planes.ts';
import { Scratch } from './scratch.ts';
import { writePlanes } from './tensor.ts';

/** Rows that go through the embedder in one run: more is no faster on a processor and takes more memory. */
const batchSize = 8;

/** Crops of the embedder's size, RGB, one after another in `pixels`. */
export interface Crops {
  readonly pixels: Uint8Array;
  readonly count: number;
}

/** One run's input: a crop, or its mirror image. */
interface Row {
  readonly pixels: Uint8Array;
  readonly mirrored: boolean;
}

/** The embedder, loaded on one execution provider. */
export class EmbedderNetwork {
  readonly #network: Network;
  readonly #manifest: EmbedderManifest;
  readonly #planes: Planes;
  readonly #scratch = new Scratch();

  constructor(network: Network, manifest: EmbedderManifest) {
    this.#network = network;
    this.#manifest = manifest;
    this.#planes = planesOf(manifest.input);
  }

  /** Embeds the crops of several pictures together; one answer for each of `jobs`, as embed.ts reads them. */
  async run(jobs: readonly Crops[]): Promise<Float32Array[]> {
    const rows = jobs.map((job) => this.#rowsOf(job));
    const { dimensions } = this.#manifest.output;
    const answers = await this.#runAll(rows.flat());
    let from = 0;
    return rows.map(({ length }) => answers.slice(from, (from += length * dimensions)));
  }

  release(): Promise<void> {
    return this.#network.release();
  }

  #rowsOf({ pixels, count }: Crops): Row[] {
    const bytes = this.#manifest.input.size ** 2 * 3;
    const crops = Array.from({ length: count }, (_, crop) => pixels.subarray(crop * bytes, (crop + 1) * bytes));
    const rows = crops.map((crop) => ({ pixels: crop, mirrored: false }));
    return this.#manifest.mirror ? [...rows, ...crops.map((crop) => ({ pixels: crop, mirrored: true }))] : rows;
  }

  async #runAll(rows: readonly Row[]): Promise<Float32Array> {
    const { dimensions } = this.#manifest.output;
    const answers = new Float32Array(rows.length * dimensions);
    for (let first = 0; first < rows.length; first += batchSize) {
      const batch = rows.slice(first, first + batchSize);
      answers.set(await this.#runBatch(batch), first * dimensions);
    }
    return answers;
  }

  async #runBatch(batch: readonly Row[]): Promise<Float32Array> {
    const { size } = this.#manifest.input;
    const plane = { width: size, height: size };
    const length = 3 * size * size;
    const tensor = this.#scratch.take(batch.length * length);
    for (const [index, { pixels, mirrored }] of batch.entries())
      writePlanes(tensor, index * length, { ...plane, data: pixels }, { planes: this.#planes, plane, mirrored });
    const [output] = await this.#network.run(tensor, [batch.length, 3, size, size]);
    return this.#check(output, batch.length);
  }

  #check(output: Output | undefined, batch: number): Float32Array {
    const { path, output: expected } = this.#manifest;
    const shape = output?.shape.join('×');
    if (output && shape === `${batch}×${expected.dimensions}`) return output.data;
    throw new AppError('model-invalid', `${basename(path)} answers ${shape}; expected ${batch}×${expected.dimensions}`);
  }
}
