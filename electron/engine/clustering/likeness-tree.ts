import type { NodePair } from './face-graph.ts';
import { joinByLikeness, type Join } from './join-by-likeness.ts';
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

/** More would take too long: comparing them takes the square of it. */
const mostLeaves = 400;

/**
 * Average linkage over unit vectors, from single ones up (of a large group from `mostLeaves` small parts up). Two that belong together
 * are never taken apart, two that do not never share a part.
 */
export function likenessTree(vectors: readonly Float32Array[], { together, apart }: PairDecisions): LikenessTree {
  const linked = linkedSets(vectors.length, together);
  const held = new Set([...together, ...apart].flat());
  const fixed = linked.filter((set) => held.has(set[0] as number));
  const free = linked.filter((set) => !held.has(set[0] as number)).flat();
  const leaves = [...fixed, ...smallParts(vectors, free, Math.max(1, mostLeaves - fixed.length))];
  const leafOf = new Map(leaves.flatMap((leaf, at) => leaf.map((position) => [position, at] as const)));
  const parted = apart.map(([a, b]): NodePair => [leafOf.get(a) as number, leafOf.get(b) as number]);
  return { leaves, joins: joinByLikeness(vectors, leaves, parted) };
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

/** The largest part is halved until there are enough of them. */
function smallParts(vectors: readonly Float32Array[], positions: readonly number[], most: number): number[][] {
  if (positions.length <= most) return positions.map((position) => [position]);
  const whole: number[][] = [];
  const open = [[...positions]];
  while (open.length > 0 && open.length + whole.length < most) {
    open.sort((a, b) => a.length - b.length);
    const largest = open.pop() as number[];
    const halves = twoParts(largest.map((position) => vectors[position] as Float32Array));
    if (halves) open.push(...halves.map((half) => half.map((at) => largest[at] as number)));
    else whole.push(largest);
  }
  return [...whole, ...open];
}
