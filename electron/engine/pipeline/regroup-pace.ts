/** Grouping while indexing goes on may take this share of the time. */
const share = 0.05;
const shortestPauseMs = 2_000;

/** How often grouping may run beside indexing: the longer it takes, the longer the pause after it. */
export class RegroupPace {
  readonly #clock: () => number;
  #nextAt = 0;

  /** @param clock milliseconds */
  constructor(clock = () => performance.now()) {
    this.#clock = clock;
  }

  /** False while it runs, and in the pause afterwards. */
  get isDue(): boolean {
    return this.#clock() >= this.#nextAt;
  }

  /** Runs `regroup`, and measures the pause by how long it took. Throws what it throws. */
  async run(regroup: () => Promise<void>): Promise<void> {
    this.#nextAt = Infinity;
    const start = this.#clock();
    await regroup();
    const end = this.#clock();
    this.#nextAt = end + Math.max(shortestPauseMs, (end - start) / share);
  }
}
