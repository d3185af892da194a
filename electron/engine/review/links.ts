/** Pairs, and whether two sets have one between them. */
export class Links<T> {
  readonly #others = new Map<T, Set<T>>();
  /** Those of a set that are in a pair. A set is asked about with many others, and few of it are. */
  #linked = new WeakMap<readonly T[], readonly T[]>();

  constructor(pairs: Iterable<readonly [T, T]> = []) {
    for (const [a, b] of pairs) this.add(a, b);
  }

  add(a: T, b: T): void {
    // Seen from both ends.
    this.#others.set(a, (this.#others.get(a) ?? new Set()).add(b));
    this.#others.set(b, (this.#others.get(b) ?? new Set()).add(a));
    this.#linked = new WeakMap();
  }

  /** Whether any of `a` is paired with any of `b`. The sets are not changed as long as this is asked. */
  between(a: readonly T[], b: readonly T[]): boolean {
    if (this.#others.size === 0) return false;
    const [few, many] = a.length < b.length ? [a, b] : [b, a];
    const linked = this.#linkedOf(few);
    if (linked.length === 0) return false;
    const among = new Set(this.#linkedOf(many));
    return linked.some((one) => [...(this.#others.get(one) ?? [])].some((other) => among.has(other)));
  }

  #linkedOf(set: readonly T[]): readonly T[] {
    let linked = this.#linked.get(set);
    if (!linked) {
      linked = set.filter((one) => this.#others.has(one));
      this.#linked.set(set, linked);
    }
    return linked;
  }
}
