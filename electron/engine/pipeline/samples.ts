import { basename } from 'node:path';
import type { Size } from '../../contract/geometry.ts';
import type { SampleId } from '../../contract/ids.ts';
import type { Sample, SampleFace, SampleSource } from '../../contract/api/find-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { Models } from '../models/session.ts';
import { embedWhole } from './embed-faces.ts';
import { analysePicture } from './look-at-picture.ts';
import { readable } from '../pictures/readable.ts';

interface OpenSample {
  readonly sample: Sample;
  /** One per face, unit length. */
  readonly vectors: readonly Float32Array[];
  readonly source: string | Uint8Array;
}

// A pasted picture lives in memory only: the last few are enough to go back to.
const keptSamples = 16;

/** Pictures to search with. They are looked at, and forgotten again; the library does not know them. */
export class Samples {
  readonly #models: Models;
  readonly #open = new Map<SampleId, OpenSample>();
  #lastId = 0;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Throws `picture-unreadable`. */
  async open(source: SampleSource): Promise<Sample> {
    const bytesOrPath = 'path' in source ? source.path : source.bytes;
    const name = 'path' in source ? basename(source.path) : source.name;
    const { size, faces, vectors } = await this.#look(bytesOrPath, 'path' in source ? source.path : source.name);
    this.#lastId += 1;
    const sample: Sample = { id: this.#lastId as SampleId, name, size, faces };
    this.#open.set(sample.id, { sample, vectors, source: bytesOrPath });
    const oldest = this.#open.size > keptSamples ? this.#open.keys().next().value : undefined;
    if (oldest !== undefined) this.#open.delete(oldest);
    return sample;
  }

  /** What the preview of a sample is made of. Throws `sample-gone`. */
  sourceOf(id: SampleId): string | Uint8Array {
    return this.#get(id).source;
  }

  /** Throws `sample-gone`, also where it has no such face. */
  vectorOf(id: SampleId, face: number): Float32Array {
    const vector = this.#get(id).vectors[face];
    if (!vector) throw new AppError('sample-gone', `${id}, face ${face}`);
    return vector;
  }

  #get(id: SampleId): OpenSample {
    const sample = this.#open.get(id);
    if (!sample) throw new AppError('sample-gone', id);
    return sample;
  }

  async #look(source: string | Uint8Array, subject: string) {
    return readable(subject, async () => {
      let whole: readonly Float32Array[] = [];
      const { width, height, faces } = await analysePicture(source, this.#models, {
        // A tight crop of a face may show too little for the detector; the artist means the face all the same.
        usePixels: async (image, seen) => {
          if (seen.length === 0) whole = await embedWhole(image, this.#models);
        },
      });
      const size = { width, height };
      if (faces.length === 0) return { size, faces: [wholePicture(size)], vectors: whole };
      const found = faces.toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
      const shown = found.map(({ box, score }): SampleFace => ({ box, score, wholePicture: false }));
      return { size, faces: shown, vectors: found.map((face) => face.vector) };
    });
  }
}

function wholePicture({ width, height }: Size): SampleFace {
  return { box: [0, 0, width, height], score: 0, wholePicture: true };
}
