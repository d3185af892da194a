/** While work goes on, computing may take this share of the time. */
const share = 0.01;
/** A value that takes no longer than this is computed on every call. */
const cheapMs = 5;

/**
 * A value that takes long to compute in a large library, such as its characters and their counts. While pictures are being indexed it may be a
 * moment old, so that counting does not hold up calls; otherwise it is always current.
 */
export class Recent<T> {
  readonly #compute: () => T;
  readonly #isBusy: () => boolean;
  readonly #clock: () => number;
  #last: { readonly value: T; readonly until: number } | null = null;

  /** @param clock milliseconds */
  constructor(compute: () => T, isBusy: () => boolean, clock = () => performance.now()) {
    this.#compute = compute;
    this.#isBusy = isBusy;
    this.#clock = clock;
  }

  /** The next value is computed. */
  forget(): void {
    this.#last = null;
  }

  get(): T {
    const start = this.#clock();
    if (this.#last && this.#isBusy() && start < this.#last.until) return this.#last.value;
    const value = this.#compute();
    const end = this.#clock();
    const took = end - start;
    this.#last = { value, until: took > cheapMs ? end + took / share : 0 };
    return value;
  }
}
