import type { IndexingProgress } from '../../contract/api/library-api.ts';

const windowMs = 10_000;

/** Counts one run of indexing. The rate is that of the last ten seconds. Times in milliseconds of any steady clock. */
export class ProgressMeter {
  #done = 0;
  #startedAt = 0;
  #finishedAt: number[] = [];

  /** Pictures finished in this run. */
  get done(): number {
    return this.#done;
  }

  start(now: number): void {
    this.#done = 0;
    this.#startedAt = now;
    this.#finishedAt = [];
  }

  finishOne(now: number): void {
    this.#done += 1;
    this.#finishedAt.push(now);
    // Cutting in large steps keeps this cheap at thousands of pictures a second.
    if (this.#finishedAt.length > 4_096) this.#forgetBefore(now - windowMs);
  }

  report(phase: IndexingProgress['phase'], remaining: number, now: number): IndexingProgress {
    this.#forgetBefore(now - windowMs);
    const seconds = Math.min(windowMs, Math.max(now - this.#startedAt, 250)) / 1_000;
    const picturesPerSecond = phase === 'idle' || phase === 'paused' ? 0 : this.#finishedAt.length / seconds;
    const secondsLeft = picturesPerSecond > 0 ? remaining / picturesPerSecond : null;
    return { phase, done: this.#done, total: this.#done + remaining, picturesPerSecond, secondsLeft };
  }

  #forgetBefore(oldest: number): void {
    const first = this.#finishedAt.findIndex((at) => at >= oldest);
    this.#finishedAt = first < 0 ? [] : this.#finishedAt.slice(first);
  }
}
