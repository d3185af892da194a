/** A merge: who went into whom, and how late that was decided. */
export interface Merge {
  readonly into: string;
  readonly order: number;
}

/**
 * The character that a merged one lives on in. Where merges that were decided apart run in a ring (A into B, B into A), the
 * earliest of the ring does not count: the later decision stands, and every machine comes to the same survivor.
 */
export function survivorOf(character: string, merges: ReadonlyMap<string, Merge>): string {
  const path: string[] = [];
  const seen = new Map<string, number>();
  let at = character;
  for (;;) {
    const merge = merges.get(at);
    if (!merge) return at;
    const before = seen.get(at);
    if (before !== undefined) return earliestOf(path.slice(before), merges);
    seen.set(at, path.length);
    path.push(at);
    at = merge.into;
  }
}

function earliestOf(ring: readonly string[], merges: ReadonlyMap<string, Merge>): string {
  const order = (each: string) => merges.get(each)?.order ?? 0;
  // Two merges of one event: the lower name, so that it is the same one everywhere.
  return ring.toSorted((x, y) => order(x) - order(y) || (x < y ? -1 : 1))[0] as string;
}

/** Who lives on in whom, at one moment. */
export class Lineage {
  readonly #merges: ReadonlyMap<string, Merge>;
  #families: Map<string, string[]> | null = null;

  constructor(merges: ReadonlyMap<string, Merge>) {
    this.#merges = merges;
  }

  survivor(character: string): string {
    return this.#merges.size === 0 ? character : survivorOf(character, this.#merges);
  }

  /** The survivor and all that were merged into it. */
  family(character: string): string[] {
    this.#families ??= Map.groupBy(this.#merges.keys(), (each) => this.survivor(each));
    const last = this.survivor(character);
    return [...new Set([last, ...(this.#families.get(last) ?? [])])];
  }
}
