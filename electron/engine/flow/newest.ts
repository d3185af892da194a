/**
 * Runs one piece of work at a time. Of those that wait meanwhile only the newest is run; the others answer null. For requests that
 * come with every move of a pointer.
 */
export class Newest {
  #turn = 0;
  #running: Promise<unknown> = Promise.resolve();

  async run<T>(work: () => Promise<T>): Promise<T | null> {
    const turn = (this.#turn += 1);
    await this.#running;
    if (turn !== this.#turn) return null;
    const running = work();
    this.#running = running.catch(() => undefined);
    return running;
  }
}
