import { Gathering } from './gathering.ts';

/** Runs a piece of work in one transaction: all of it is stored, or nothing. */
export type InTransaction = (work: () => void) => void;

interface Waiting {
  readonly write: () => void;
  readonly after: (() => void) | null;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const limits = { enough: 64, longestMs: 100 };

/**
 * Gathers what the pipeline has found and stores it together: one transaction for many pictures. A write that fails is
 * undone alone; the others of its batch are stored.
 */
export class WriteBatch {
  readonly #inTransaction: InTransaction;
  readonly #waiting = new Gathering<Waiting>(limits, (batch) => this.#store(batch));

  constructor(inTransaction: InTransaction) {
    this.#inTransaction = inTransaction;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /**
   * Answers what `write` answered, when it is stored; `after` then runs in a second transaction, for what must not be undone with
   * another's failure. Throws what they throw.
   */
  add<T>(write: () => T, after: ((written: T) => void) | null = null): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let written: T;
    this.#waiting.add({
      write: () => (written = write()),
      after: after && (() => after(written)),
      resolve: () => resolve(written),
      reject,
    });
    return promise;
  }

  /** Stores what waits, now. */
  flush(): void {
    this.#waiting.flush();
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
