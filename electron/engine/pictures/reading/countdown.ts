/** Runs `onEnd` when it has been running for so long, halts not counted. */
export class Countdown implements Disposable {
  readonly #onEnd: () => void;
  #leftMs: number;
  #startedMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(ms: number, onEnd: () => void) {
    this.#leftMs = ms;
    this.#onEnd = onEnd;
    this.start();
  }

  start(): void {
    this.halt();
    this.#startedMs = performance.now();
    this.#timer = setTimeout(this.#onEnd, this.#leftMs);
  }

  halt(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#leftMs -= performance.now() - this.#startedMs;
  }

  [Symbol.dispose](): void {
    this.halt();
  }
}
