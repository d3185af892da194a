interface Limits {
  /** With this much, nothing more is waited for. */
  readonly enough: number;
  /** How long the first may wait for company, milliseconds. */
  readonly longestMs: number;
}

/** Collects items that are worked on together, until there are enough or the first has waited long enough. */
export class Gathering<Item> {
  readonly #take: (items: readonly Item[]) => void;
  readonly #limits: Limits;
  #waiting: Item[] = [];
  #amount = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `take` is handed what has been gathered, at least one item. */
  constructor(limits: Limits, take: (items: readonly Item[]) => void) {
    this.#limits = limits;
    this.#take = take;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** `amount`: how much of `enough` the item is. */
  add(item: Item, amount = 1): void {
    this.#waiting.push(item);
    this.#amount += amount;
    if (this.#amount >= this.#limits.enough) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.#limits.longestMs);
  }

  /** Hands over what waits, now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const items = this.#waiting;
    this.#waiting = [];
    this.#amount = 0;
    if (items.length > 0) this.#take(items);
  }
}
