/** Keeps the nearest of many. */
export class Nearest<T> {
  readonly #most: number;
  #kept: { readonly likeness: number; readonly item: T }[] = [];
  /** Nothing below this is among the nearest. */
  #least = -Infinity;

  constructor(most: number) {
    this.#most = most;
  }

  /** `make` is called only where the item may be among them. */
  add(likeness: number, make: () => T): void {
    if (likeness <= this.#least) return;
    this.#kept.push({ likeness, item: make() });
    if (this.#kept.length >= this.#most * 4) this.#cut();
  }

  /** Best first. */
  best(): T[] {
    this.#cut();
    return this.#kept.map(({ item }) => item);
  }

  #cut(): void {
    this.#kept = this.#kept.toSorted((one, other) => other.likeness - one.likeness).slice(0, this.#most);
    if (this.#kept.length === this.#most) this.#least = this.#kept.at(-1)?.likeness ?? -Infinity;
  }
}
