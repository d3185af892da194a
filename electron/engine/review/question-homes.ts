import { cosine } from '../vectors/centre.ts';
import type { Likeness } from './group-odds.ts';
import { likenessTo, type Side } from './question-side.ts';
import { allocateVectors, VectorSpace } from '../vectors/vector-space.ts';

/** Cosine of the centres: groups further below the linkage than this are no homes. */
const furthest = 0.3;

/** A group that a side could belong to. */
export interface Home<G extends Side> {
  readonly group: G;
  readonly likeness: Likeness;
}

interface Near<G> {
  readonly group: G;
  /** Cosine of the two centres. */
  readonly closeness: number;
  /** Worked out when it is first asked for. */
  likeness?: Likeness;
}

/** Of the centres of two sides. */
export type Closeness = (a: Side, b: Side) => number;

const plainCloseness: Closeness = (a, b) => cosine(a.sum, b.sum) / (a.length * b.length || 1);

/** From this many pairs on it is worth it to copy the sides to where the processor's vector unit compares them. */
const manyPairs = 50_000;

/** For about so many pairs of some sides. */
export function closenessAmong(sides: readonly Side[], pairs: number): Closeness {
  if (pairs < manyPairs) return plainCloseness;
  const dimensions = sides[0]?.sum.length ?? 0;
  const vectors = allocateVectors(sides.length, dimensions);
  sides.forEach(({ sum }, k) => vectors.set(sum, k * dimensions));
  const space = new VectorSpace(vectors, dimensions);
  const starts = new Map(sides.map(({ sum }, k) => [sum, k * dimensions]));
  const startOf = ({ sum }: Side): number => starts.get(sum) as number;
  return (a, b) => space.dot(startOf(a), startOf(b)) / (a.length * b.length || 1);
}

/** The groups that one side could belong to, nearest first; remembered as long as the groups are there. */
export class Homes<G extends Side> {
  readonly #side: Side;
  readonly #linkage: number;
  #near: Near<G>[] = [];
  #seen: ReadonlySet<G> = new Set();

  constructor(side: Side, linkage: number) {
    this.#side = side;
    this.#linkage = linkage;
  }

  /** Whether it was never looked at. */
  get isNew(): boolean {
    return this.#seen.size === 0;
  }

  /** `groups`: all that there are now; `own`: the side itself or what it is a part of. */
  look(groups: ReadonlySet<G>, own: G, closenessOf: Closeness): void {
    this.#near = this.#near.filter(({ group }) => groups.has(group));
    const { length } = this.#near;
    for (const group of groups) {
      if (group === own || this.#seen.has(group)) continue;
      const closeness = closenessOf(this.#side, group);
      if (closeness >= this.#linkage - furthest) this.#near.push({ group, closeness });
    }
    if (this.#near.length > length) this.#near.sort((a, b) => b.closeness - a.closeness);
    this.#seen = groups;
  }

  /** Null: too far away. */
  likenessTo(group: G): Likeness | null {
    const near = this.#near.find((one) => one.group === group);
    return near ? this.#likeness(near) : null;
  }

  /** The nearest `limit` of those that may be asked about. */
  nearest(limit: number, mayAsk: (group: G) => boolean): Home<G>[] {
    const homes: Home<G>[] = [];
    for (const near of this.#near) {
      if (homes.length === limit) break;
      if (!mayAsk(near.group)) continue;
      homes.push({ group: near.group, likeness: this.#likeness(near) });
    }
    return homes;
  }

  #likeness(near: Near<G>): Likeness {
    return (near.likeness ??= likenessTo(this.#side, near.group.sample));
  }
}
