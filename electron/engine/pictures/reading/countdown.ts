/** Runs `onEnd` when it has been running for so long, halts not counted; it may be extended then. */
export class Countdown implements Disposable {
  readonly #onEnd: () => void;
  /** Disposed: what was counted has ended by itself. */
  isOver = false;
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

  /** Runs on for so long after its end. */
  extend(ms: number): void {
    if (this.isOver) return;
    this.halt();
    this.#leftMs = ms;
    this.start();
  }

  halt(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#leftMs -= performance.now() - this.#startedMs;
  }

  [Symbol.dispose](): void {
    this.isOver = true;
    this.halt();
  }
}
