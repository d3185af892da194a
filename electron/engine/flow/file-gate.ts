/**
 * Keeps those who read files by their paths apart from the one who moves them: any number may be inside together, or the
 * mover alone. Whoever comes while it is moving waits outside.
 */
export class FileGate {
  readonly #inside = new Set<Promise<unknown>>();
  #closed: Promise<void> | null = null;

  /** Runs `read` once nothing is being moved. */
  async enter<T>(read: () => Promise<T>): Promise<T> {
    while (this.#closed) await this.#closed;
    const reading = read();
    const ended = reading.then(
      () => undefined,
      () => undefined,
    );
    this.#inside.add(ended);
    void ended.then(() => this.#inside.delete(ended));
    return reading;
  }

  /** Runs `move` once everybody is out. */
  async alone<T>(move: () => Promise<T>): Promise<T> {
    while (this.#closed) await this.#closed;
    const moving = Promise.withResolvers<void>();
    this.#closed = moving.promise;
    try {
      await Promise.all(this.#inside);
      return await move();
    } finally {
      this.#closed = null;
      moving.resolve();
    }
  }
}
