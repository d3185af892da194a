import { basename } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { DetectorFit, RawDetections } from '../vision/detect.ts';
import type { RgbImage } from '../vision/image.ts';
import { Resampler } from '../vision/resample.ts';
import type { DetectorManifest, PixelInput } from '../vision/manifest.ts';
import type { Network, Output } from './network.ts';
import { planesOf, type Planes } from '../vision/planes.ts';
import { writePadding } from './tensor.ts';

/** A picture for the detector, of any size: it is brought to that of `fit.picture`. */
export interface DetectorPicture {
  readonly image: RgbImage;
  readonly fit: DetectorFit;
}

/** What must be known of a detector to run it. */
interface DetectorFile {
  readonly path: DetectorManifest['path'];
  readonly input: PixelInput & Pick<DetectorManifest['input'], 'pad'>;
}

/** A detector, loaded on one execution provider. */
export class DetectorNetwork {
  readonly #network: Network;
  readonly #manifest: DetectorFile;
  readonly #planes: Planes;
  readonly #resampler = new Resampler('smooth');

  constructor(network: Network, manifest: DetectorFile) {
    this.#network = network;
    this.#manifest = manifest;
    this.#planes = planesOf(manifest.input);
  }

  /** Whether several pictures whose inputs are of one size may go through it at once. */
  get batches(): boolean {
    return this.#network.batches;
  }

  /** Looks at pictures whose inputs are all of one size. One answer per picture. */
  async run(pictures: readonly DetectorPicture[]): Promise<RawDetections[]> {
    const { width = 0, height = 0 } = pictures[0]?.fit.input ?? {};
    const length = 3 * width * height;
    this.#resampler.reserve(pictures.length * length);
    for (const [index, picture] of pictures.entries()) this.#write(index * length, picture);
    const tensor = this.#resampler.output(pictures.length * length);
    return this.#read(await this.#network.run(tensor, [pictures.length, 3, height, width]), pictures.length);
  }

  release(): Promise<void> {
    return this.#network.release();
  }

  #write(offset: number, { image, fit }: DetectorPicture): void {
    const options = { planes: this.#planes, plane: fit.input };
    this.#resampler.write(offset, image, fit.picture, options, fit.from);
    const length = 3 * fit.input.width * fit.input.height;
    const target = this.#resampler.output(offset + length).subarray(offset);
    writePadding(target, fit.picture, this.#manifest.input.pad, options);
  }

  #read([boxes, scores]: readonly Output[], batch: number): RawDetections[] {
    const count = (scores?.data.length ?? 0) / batch;
    if (!boxes || !scores || !hasShape(boxes, [batch, count, 4]) || !hasShape(scores, [batch, count])) {
      const shapes = `boxes ${boxes?.shape.join('×')}, scores ${scores?.shape.join('×')}`;
      throw new AppError('model-invalid', `${basename(this.#manifest.path)} answers ${shapes}; expected 1×n×4 and 1×n`);
    }
    if (batch === 1) return [{ boxes: boxes.data, scores: scores.data }];
    return Array.from({ length: batch }, (_, index) => ({
      boxes: boxes.data.slice(index * count * 4, (index + 1) * count * 4),
      scores: scores.data.slice(index * count, (index + 1) * count),
    }));
  }
}

function hasShape({ shape }: Output, expected: readonly number[]): boolean {
  return shape.length === expected.length && shape.every((value, index) => value === expected[index]);
}
