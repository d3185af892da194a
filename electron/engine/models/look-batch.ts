import type { RawDetections } from '../vision/detect.ts';
import type { DetectorPicture } from './detector-network.ts';

type RunTogether = (pictures: readonly DetectorPicture[]) => Promise<RawDetections[]>;

interface Waiting {
  readonly picture: DetectorPicture;
  readonly resolve: (found: RawDetections) => void;
  readonly reject: (reason: unknown) => void;
}

/** Looks at several pictures, as they are asked for: those that wait and whose inputs are of one size go through the detector together. */
export class LookBatch {
  readonly #most: number;
  readonly #run: RunTogether;
  #waiting: Waiting[] = [];
  #running = false;

  /** @param most pictures in one run of the detector */
  constructor(most: number, run: RunTogether) {
    this.#most = most;
    this.#run = run;
  }

  /** Throws what running the detector throws, for all that wait: a card that fails once is not asked again. */
  look(picture: DetectorPicture): Promise<RawDetections> {
    const { promise, resolve, reject } = Promise.withResolvers<RawDetections>();
    this.#waiting.push({ picture, resolve, reject });
    // Not at once: other looks that are asked for in the same moment join this run.
    if (!this.#running) queueMicrotask(() => void this.#work());
    this.#running = true;
    return promise;
  }

  async #work(): Promise<void> {
    try {
      for (let together = this.#take(); together.length > 0; together = this.#take()) await this.#look(together);
    } finally {
      this.#running = false;
    }
  }

  async #look(together: readonly Waiting[]): Promise<void> {
    try {
      const found = await this.#run(together.map(({ picture }) => picture));
      for (const [index, { resolve }] of together.entries()) resolve(found[index] as RawDetections);
    } catch (error) {
      for (const { reject } of [...together, ...this.#waiting.splice(0)]) reject(error);
    }
  }

  /** The first, and others of its size. */
  #take(): Waiting[] {
    const size = this.#waiting[0]?.picture.fit.input;
    const fits = ({ picture: { fit } }: Waiting) => fit.input.width === size?.width && fit.input.height === size.height;
    const together = this.#waiting.filter(fits).slice(0, this.#most);
    this.#waiting = this.#waiting.filter((each) => !together.includes(each));
    return together;
  }
}
