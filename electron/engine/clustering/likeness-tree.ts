import type { NodePair } from './face-graph.ts';
import { joinByLikeness, type Join } from './join-by-likeness.ts';
import { centreOf, cosine } from '../vectors/centre.ts';
import { twoParts } from './two-parts.ts';

/** How a group comes apart by likeness, part by part. */
export interface LikenessTree {
  /** The smallest parts, as positions in the list of vectors. */
  readonly leaves: readonly (readonly number[])[];
  /** Which leaves become one, most alike first. After the last one those are left that decisions keep apart. */
  readonly joins: readonly Join[];
}

/** Pairs of positions: what an artist has said of two faces. */
export interface PairDecisions {
  readonly together: readonly NodePair[];
  readonly apart: readonly NodePair[];
}

/** More would take too long: comparing them takes the square of it. Where decisions need more leaves, there are as many as they need. */
const mostLeaves = 400;
/** Faces of a large part by which it is halved; the others go to the half whose centre they are more like. */
const mostHalvedBy = 2_000;

/**
 * Average linkage over unit vectors, from single ones up (of a large group from `mostLeaves` small parts up). Two that belong together
 * are never taken apart, two that do not never share a part.
 */
export function likenessTree(vectors: readonly Float32Array[], { together, apart }: PairDecisions): LikenessTree {
  const linked = linkedSets(vectors.length, together);
  const held = new Set([...together, ...apart].flat());
  const fixed = linked.filter((set) => held.has(set[0] as number));
  const free = linked.filter((set) => !held.has(set[0] as number)).flat();
  const most = Math.max(mostLeaves - free.length, Math.ceil(mostLeaves / 2));
  const kept = fixed.length <= most ? fixed : fewerSets(vectors, fixed, apart, most);
  const leaves = [...kept, ...smallParts(vectors, free, Math.max(1, mostLeaves - kept.length))];
  return { leaves, joins: joinByLikeness(vectors, leaves, pairsOfLeaves(vectors.length, leaves, apart)) };
}

/** Which leaves a pair of positions keeps apart, each two once. */
function pairsOfLeaves(count: number, leaves: LikenessTree['leaves'], apart: readonly NodePair[]): NodePair[] {
  const leafOf = new Int32Array(count);
  leaves.forEach((leaf, at) => leaf.forEach((position) => (leafOf[position] = at)));
  const pairs = new Set(
    apart.map(([a, b]) => {
      const [x, y] = [leafOf[a] as number, leafOf[b] as number];
      return Math.min(x, y) * leaves.length + Math.max(x, y);
    }),
  );
  return Array.from(pairs, (key): NodePair => [Math.floor(key / leaves.length), key % leaves.length]);
}

/** The parts that are left when so many leaves have been joined that there are `count`, largest first; as many as may be. */
export function cutTree({ leaves, joins }: LikenessTree, count: number): number[][] {
  const parts = new Map(leaves.map((leaf, at) => [at, [...leaf]]));
  for (const { into, from } of joins.slice(0, Math.max(0, leaves.length - count))) {
    parts.get(into)?.push(...(parts.get(from) ?? []));
    parts.delete(from);
  }
  return [...parts.values()]
    .map((part) => part.sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
}

/** How many parts there are where only what is at least this alike shares one, by mean cosine. */
export function partsAt({ leaves, joins }: LikenessTree, similarity: number): number {
  const firstBelow = joins.findIndex((join) => join.similarity < similarity);
  return leaves.length - (firstBelow < 0 ? joins.length : firstBelow);
}

/** Positions that the pairs hold together, each in one set, in order. */
function linkedSets(count: number, together: readonly NodePair[]): number[][] {
  const parent = Array.from({ length: count }, (_, position) => position);
  const rootOf = (position: number): number => {
    const up = parent[position] as number;
    return up === position ? position : (parent[position] = rootOf(up));
  };
  for (const [a, b] of together) parent[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
  return [...Map.groupBy(parent.keys(), rootOf).values()];
}

/**
 * About `most` sets, of those that are most alike; two that have a pair of `apart` between them stay two. Where more than `most` are all
 * kept apart from each other, there are more.
 */
function fewerSets(
  vectors: readonly Float32Array[],
  sets: readonly (readonly number[])[],
  apart: readonly NodePair[],
  most: number,
): number[][] {
  const setOf = new Map(sets.flatMap((set, at) => set.map((position) => [position, at] as const)));
  const foes = new Map<number, Set<number>>();
  for (const [a, b] of apart) {
    const [x, y] = [setOf.get(a) as number, setOf.get(b) as number];
    foes.set(x, (foes.get(x) ?? new Set()).add(y));
    foes.set(y, (foes.get(y) ?? new Set()).add(x));
  }
  const firsts = sets.map((set) => vectors[set[0] as number] as Float32Array);
  return smallParts(firsts, [...sets.keys()], most)
    .flatMap((part) => withoutFoes(part, foes))
    .map((part) => part.flatMap((at) => sets[at] as readonly number[]));
}

/** Each goes to the first that has none of its foes. */
function withoutFoes(part: readonly number[], foes: ReadonlyMap<number, ReadonlySet<number>>): number[][] {
  const parts: number[][] = [];
  const barred: Set<number>[] = [];
  for (const one of part) {
    let at = barred.findIndex((against) => !against.has(one));
    if (at < 0) at = parts.push([]) - 1;
    parts[at]?.push(one);
    barred[at] = new Set([...(barred[at] ?? []), ...(foes.get(one) ?? [])]);
  }
  return parts;
}

/** The largest part is halved until there are enough of them. */
function smallParts(vectors: readonly Float32Array[], positions: readonly number[], most: number): number[][] {
  if (positions.length <= most) return positions.map((position) => [position]);
  const whole: number[][] = [];
  const open = [[...positions]];
  while (open.length > 0 && open.length + whole.length < most) {
    open.sort((a, b) => a.length - b.length);
    const largest = open.pop() as number[];
    const halves = halvesOf(largest.map((position) => vectors[position] as Float32Array));
    if (halves) open.push(...halves.map((half) => half.map((at) => largest[at] as number)));
    else whole.push(largest);
  }
  return [...whole, ...open];
}

/** As `twoParts`; a large part by every so many-th of its vectors. */
function halvesOf(vectors: readonly Float32Array[]): readonly (readonly number[])[] | null {
  if (vectors.length <= mostHalvedBy) return twoParts(vectors);
  const step = vectors.length / mostHalvedBy;
  const some = Array.from({ length: mostHalvedBy }, (_, k) => vectors[Math.floor(k * step)] as Float32Array);
  const [one, other] = (twoParts(some) ?? []).map((half) =>
    centreOf(
      half.map((at) => some[at] as Float32Array),
      vectors[0]?.length ?? 0,
    ),
  );
  // Those that were looked at are all one: the others may be not.
  if (!one || !other) return twoParts(vectors);
  const halves = Map.groupBy(vectors.keys(), (at) => {
    const vector = vectors[at] as Float32Array;
    return cosine(vector, other) > cosine(vector, one);
  });
  return halves.size === 2 ? [...halves.values()] : null;
}
