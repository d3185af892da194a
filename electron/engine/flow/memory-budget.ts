/**
 * Bounds what is being decoded at once, so that memory does not depend on what lies next to each other in a folder.
 * First come, first served: a large picture waits until there is room for it and is not overtaken.
 */
export class MemoryBudget {
  #free: number;
  #total: number;
  readonly #waiting: Waiting[] = [];

  constructor(total: number) {
    this.#total = total;
    this.#free = total;
  }

  /** Changes the total. Shares that are taken stay as they are. */
  resize(total: number): void {
    this.#free += total - this.#total;
    this.#total = total;
    this.#startWaiting();
  }

  /** True where nothing is taken and nobody waits. */
  get isFree(): boolean {
    return this.#free === this.#total;
  }

  /** Waits for room for `bytes`; dispose the result to give it back. Throws the signal's reason when aborted. */
  async acquire(bytes: number, signal?: AbortSignal): Promise<Disposable> {
    signal?.throwIfAborted();
    const share = Math.min(bytes, this.#total);
    if (this.#waiting.length > 0 || share > this.#free) await this.#wait(share, signal);
    else this.#free -= share;
    return { [Symbol.dispose]: () => this.#giveBack(share) };
  }

  async #wait(share: number, signal?: AbortSignal): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting: Waiting = { share, start: turn.resolve };
    const leave = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      turn.reject(signal?.reason);
      this.#startWaiting();
    };
    // The listener is removed when the turn comes: a later abort would take another one out of the queue.
    waiting.start = () => {
      signal?.removeEventListener('abort', leave);
      turn.resolve();
    };
    signal?.addEventListener('abort', leave, { once: true });
    this.#waiting.push(waiting);
    await turn.promise;
  }

  #giveBack(share: number): void {
    this.#free += share;
    this.#startWaiting();
  }

  #startWaiting(): void {
    for (let next = this.#waiting[0]; next && next.share <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.share;
      next.start();
    }
  }
}

interface Waiting {
  readonly share: number;
  start: () => void;
}
