const delays = [0, 500, 2_000, 5_000] as const;
const healthyAfterMs = 60_000;

/** How long to wait before a process that died is started again, and when to stop trying. Pure but for its own count. */
export class RestartPolicy {
  #deaths = 0;

  /**
   * @param livedMs how long the process had been running
   * @returns milliseconds to wait, or null after four deaths in a row, none of which lived a minute
   */
  afterDeath(livedMs: number): number | null {
    if (livedMs >= healthyAfterMs) this.#deaths = 0;
    const delay = delays[this.#deaths] ?? null;
    this.#deaths += 1;
    return delay;
  }

  /** The artist asked for another try. */
  reset(): void {
    this.#deaths = 0;
  }
}
