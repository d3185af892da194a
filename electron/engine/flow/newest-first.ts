import { AppError } from '../../contract/errors.ts';

interface Options {
  readonly atOnce: number;
  readonly mostWaiting: number;
  /** What is asked for within so many ms is of one look, and done in its order. */
  readonly lookMs: number;
}

interface Waiting {
  readonly atMs: number;
  readonly subject: string;
  readonly start: () => void;
  readonly giveUp: (error: AppError) => void;
}

/** Runs some work at a time, of what waits always what belongs to the newest look. What waits longest is given up where too much waits. */
export class NewestFirst {
  readonly #options: Options;
  readonly #clock: () => number;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  /** @param clock milliseconds */
  constructor(options: Options, clock = () => performance.now()) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Throws what `work` throws, and `overtaken` about `subject` where it was given up. */
  async run<T>(subject: string, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#options.atOnce) await this.#wait(subject);
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // Whoever waited takes over the place.
      const next = this.#takeNext();
      if (next) next.start();
      else this.#running -= 1;
    }
  }

  #takeNext(): Waiting | undefined {
    const newest = this.#waiting.at(-1)?.atMs ?? 0;
    const first = this.#waiting.findIndex(({ atMs }) => newest - atMs <= this.#options.lookMs);
    return this.#waiting.splice(first, 1)[0];
  }

  #wait(subject: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ atMs: this.#clock(), subject, start: resolve, giveUp: reject });
    if (this.#waiting.length > this.#options.mostWaiting) {
      const oldest = this.#waiting.shift();
      oldest?.giveUp(new AppError('overtaken', oldest.subject));
    }
    return promise;
  }
}
