/** First tried again after the one, at the latest after the other: a program that has a file open may keep it for hours. */
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

/** Tries batches again that could be neither finished nor taken back: another program had a file open, or its drive was away. */
export class PendingRetry implements Disposable {
  readonly #tryAgain: () => Promise<boolean>;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  /** `tryAgain` answers whether there are still such batches. */
  constructor(tryAgain: () => Promise<boolean>) {
    this.#tryAgain = tryAgain;
  }

  /** There is such a batch. */
  begin(): void {
    this.#after(firstPauseMs);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #after(pauseMs: number): void {
    if (this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#try(pauseMs), pauseMs);
    // A command that is done ends: the next start tries again.
    this.#timer.unref();
  }

  async #try(pausedMs: number): Promise<void> {
    // A failure of the thread or of the library: as good as "still".
    const isLeft = await this.#tryAgain().catch(() => true);
    if (isLeft) this.#after(Math.min(2 * pausedMs, longestPauseMs));
  }
}
