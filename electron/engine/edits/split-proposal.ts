import type { SplitOptions, SplitProposal } from '../../contract/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import { cutTree, likenessTree, partsAt } from '../clustering/likeness-tree.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FacePair, FactStore } from '../store/facts.ts';
import { typicalOf } from '../vectors/centre.ts';
import type { VectorIndex } from '../vectors/vector-index.ts';

/** More parts than this nobody looks through. */
const most = 12;
/** Of these a group that the artist does not say more of is shown in at least two, and in no more than this. */
const mostLikely = 6;

interface Compared {
  readonly index: VectorIndex;
  /** Lowest mean cosine at which two clusters are one character. */
  readonly linkage: number;
}

interface Stores {
  readonly characters: CharacterStore;
  readonly facts: FactStore;
}

/** The parts of a group by likeness. Faces that cannot be compared are in none. */
export function proposeSplit(
  { characters, facts }: Stores,
  { index, linkage }: Compared,
  id: CharacterId,
  { parts: wanted, faces }: SplitOptions = {},
): SplitProposal {
  const asked = faces && new Set(faces);
  const members = characters.faceIds(id).filter((face) => index.has(face) && (asked?.has(face) ?? true));
  const vectors = members.map((face) => index.get(face) as Float32Array);
  const { mustLink, cannotLink } = facts.decisions();
  const among = pairsAmong(members);
  const tree = likenessTree(vectors, { together: among(mustLink), apart: among(cannotLink) });
  const likely = Math.min(mostLikely, Math.max(2, partsAt(tree, linkage)));
  const own = new Set(facts.confirmedIn(id));
  const parts = cutTree(tree, Math.min(most, wanted ?? likely)).map((part) => {
    const typical = typicalOf(
      part.map((k) => vectors[k] as Float32Array),
      part.length,
    );
    const sorted = typical.map((at) => members[part[at] as number] as FaceId);
    return { faces: sorted, confirmed: sorted.filter((face) => own.has(face)).length };
  });
  const fewest = tree.leaves.length - tree.joins.length;
  return { parts, stays: staying(parts), fewest, most: Math.max(fewest, Math.min(most, tree.leaves.length)) };
}

/** Pairs of these faces, as their positions in the list. */
function pairsAmong(members: readonly FaceId[]) {
  const positions = new Map(members.map((face, at) => [face, at]));
  return (pairs: readonly FacePair[]): [number, number][] =>
    pairs.flatMap(([a, b]): [number, number][] => {
      const [one, other] = [positions.get(a), positions.get(b)];
      return one === undefined || other === undefined ? [] : [[one, other]];
    });
}

/** The part with most confirmed faces keeps the group; of two that have as many, the larger. */
function staying(parts: SplitProposal['parts']): number {
  const confirmed = parts.map((part) => part.confirmed);
  return Math.max(0, confirmed.indexOf(Math.max(...confirmed)));
}
