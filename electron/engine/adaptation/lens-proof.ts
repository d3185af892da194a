import type { KnownGroup, LensProof } from '../store/lens.ts';
import { cosine } from '../vectors/centre.ts';
import { lensOf, through } from './lens.ts';

/** In each half. */
const fewestCharacters = 5;
const fewestFaces = 30;
/** Looked at in each half: all of them are compared with each other. */
const mostFaces = 500;

type Half = readonly KnownGroup[];

/**
 * Each half of the artist's characters is looked at through a lens that was learnt without them, beside the vectors as they are. Null where
 * too little was decided.
 */
export function proveLens(groups: readonly KnownGroup[], dimensions: number): LensProof | null {
  const known = groups.filter(({ decided }) => decided.length > 1);
  const halves = [0, 1].map((half) => fewEnough(known.filter((_, k) => k % 2 === half)));
  const judged = halves.map((half) => judge(half, groups, dimensions));
  const [first, second] = judged;
  if (!first || !second) return null;
  const faces = first.faces + second.faces;
  return { plain: (first.plain + second.plain) / faces, seen: (first.seen + second.seen) / faces, faces };
}

/** The first of them that have few enough faces together, and one at least. */
function fewEnough(half: Half): Half {
  let faces = 0;
  const some: KnownGroup[] = [];
  for (const group of half) {
    faces += group.decided.length;
    if (faces > mostFaces && some.length > 0) break;
    some.push(group);
  }
  return some;
}

/** How many are right. */
function judge(half: Half, groups: readonly KnownGroup[], dimensions: number): LensProof | null {
  const vectors = half.flatMap(({ decided }) => decided);
  if (half.length < fewestCharacters || vectors.length < fewestFaces) return null;
  const held = new Set(half);
  const lens = lensOf(
    groups.filter((group) => !held.has(group)).map((group) => group.vectors),
    dimensions,
  );
  if (!lens) return null;
  const characters = half.flatMap(({ decided }, k) => decided.map(() => k));
  const look = through(lens);
  return {
    plain: rightOf(vectors, characters),
    seen: rightOf(vectors.map(look), characters),
    faces: vectors.length,
  };
}

/** Of how many the nearest other one shows the same character. */
function rightOf(vectors: readonly Float32Array[], characters: readonly number[]): number {
  return vectors.filter((vector, k) => characters[nearest(vector, k, vectors)] === characters[k]).length;
}

function nearest(vector: Float32Array, own: number, vectors: readonly Float32Array[]): number {
  let best = -1;
  let most = -Infinity;
  for (const [k, other] of vectors.entries()) {
    if (k === own) continue;
    const likeness = cosine(vector, other);
    if (likeness > most) [best, most] = [k, likeness];
  }
  return best;
}
