import { typicalOf } from '../vectors/centre.ts';
import { cutTree, likenessTree, partsAt, type PairDecisions } from './likeness-tree.ts';

export interface PartsWanted {
  readonly decisions: PairDecisions;
  /** How many; null: as many as the likenesses speak for. */
  readonly parts: number | null;
  /** Lowest mean cosine at which two clusters are one character. */
  readonly linkage: number;
}

export interface PartsByLikeness {
  /** Positions in the list of vectors; of each part the most typical first. */
  readonly parts: readonly (readonly number[])[];
  /** How many parts there can be. */
  readonly fewest: number;
  readonly most: number;
}

/** More parts than this nobody looks through. */
const most = 12;
/** Of these a group that the artist does not say more of is shown in at least two, and in no more than this. */
const mostLikely = 6;

/** The parts of a group of unit vectors, by average linkage. */
export function partsByLikeness(vectors: readonly Float32Array[], wanted: PartsWanted): PartsByLikeness {
  const tree = likenessTree(vectors, wanted.decisions);
  const likely = Math.min(mostLikely, Math.max(2, partsAt(tree, wanted.linkage)));
  const parts = cutTree(tree, Math.min(most, wanted.parts ?? likely)).map((part) => {
    const typical = typicalOf(
      part.map((at) => vectors[at] as Float32Array),
      part.length,
    );
    return typical.map((at) => part[at] as number);
  });
  const fewest = tree.leaves.length - tree.joins.length;
  return { parts, fewest, most: Math.max(fewest, Math.min(most, tree.leaves.length)) };
}
