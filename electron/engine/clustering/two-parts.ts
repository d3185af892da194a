import { centreOf, cosine } from '../vectors/centre.ts';

const rounds = 12;

/**
 * Takes the two most different halves of unit vectors apart: spherical 2-means (Dhillon and Modha, 2001), started from
 * the vector least like the centre and the one least like that. Answers positions in the list, ascending, the larger
 * half first; null where there are fewer than two vectors, or all are one.
 */
export function twoParts(vectors: readonly Float32Array[]): [number[], number[]] | null {
  const dimensions = vectors[0]?.length ?? 0;
  const centre = centreOf(vectors, dimensions);
  if (!centre || vectors.length < 2) return null;
  let first = leastLike(vectors, centre);
  let second = leastLike(vectors, first);
  let inSecond = vectors.map((vector) => cosine(vector, second) > cosine(vector, first));
  for (let round = 0; round < rounds; round += 1) {
    const halves = [false, true].map((side) => vectors.filter((_, k) => inSecond[k] === side));
    first = centreOf(halves[0] ?? [], dimensions) ?? first;
    second = centreOf(halves[1] ?? [], dimensions) ?? second;
    const next = vectors.map((vector) => cosine(vector, second) > cosine(vector, first));
    const settled = next.every((side, k) => side === inSecond[k]);
    inSecond = next;
    if (settled) break;
  }
  const [a, b] = [false, true].map((side) => inSecond.flatMap((here, k) => (here === side ? [k] : [])));
  if (!a?.length || !b?.length) return null;
  return a.length >= b.length ? [a, b] : [b, a];
}

function leastLike(vectors: readonly Float32Array[], to: Float32Array): Float32Array {
  let least = to;
  let lowest = Number.POSITIVE_INFINITY;
  for (const vector of vectors) {
    const similarity = cosine(vector, to);
    if (similarity < lowest) [least, lowest] = [vector, similarity];
  }
  return least;
}

/** Most steps of halving while parts are large: a group that sheds one face at a time would take as many steps as it has faces. */
const deepest = 8;
const largePart = 32;

/**
 * Every part of a group that could be another character: its halves, their halves and so on, down to single vectors, as long as
 * `isDoubtful` is true for one of their vectors. Large parts that do not fall apart are not halved to the end. Answers positions in
 * the list.
 */
export function doubtfulParts(
  vectors: readonly Float32Array[],
  isDoubtful: (position: number) => boolean = () => true,
): number[][] {
  const parts: number[][] = [];
  const open = [{ part: vectors.map((_, k) => k), depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    for (const half of twoParts(part.map((k) => vectors[k] as Float32Array)) ?? []) {
      const members = half.map((k) => part[k] as number);
      if (!members.some(isDoubtful)) continue;
      parts.push(members);
      const isFollowed = members.length > 1 && (depth < deepest || members.length <= largePart);
      if (isFollowed) open.push({ part: members, depth: depth + 1 });
    }
  }
  return parts;
}
