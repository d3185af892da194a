/** Runs a piece of work in one transaction: all of it is stored, or nothing. */
export type InTransaction = (work: () => void) => void;

interface Waiting {
  readonly write: () => void;
  readonly after: (() => void) | null;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const largest = 64;
/** How long what is finished may wait for company. */
const longestMs = 100;

/**
 * Gathers what the pipeline has found and stores it together: one transaction for many pictures. A write that fails is
 * undone alone; the others of its batch are stored.
 */
export class WriteBatch {
  readonly #inTransaction: InTransaction;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(inTransaction: InTransaction) {
    this.#inTransaction = inTransaction;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /**
   * Resolves when `write` is stored; `after` then runs in a second transaction, for what must not be undone with another's
   * failure. Throws what they throw.
   */
  add(write: () => void, after: (() => void) | null = null): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ write, after, resolve, reject });
    if (this.#waiting.length >= largest) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), longestMs);
    return promise;
  }

  /** Stores what waits, now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length > 0) this.#store(batch);
  }

  #store(batch: readonly Waiting[]): void {
    try {
      this.#inTransaction(() => batch.forEach(({ write }) => write()));
      const after = batch.map((one) => one.after).filter((work) => work !== null);
      if (after.length > 0) this.#inTransaction(() => after.forEach((work) => work()));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      const [only] = batch;
      if (only && batch.length === 1) only.reject(error);
      else batch.forEach((one) => this.#store([one]));
    }
  }
}
