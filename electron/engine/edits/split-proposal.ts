import type { SplitOptions, SplitProposal } from '../../contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { Grouping } from '../grouping/grouping.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FacePair, FactStore } from '../store/facts.ts';

interface Stores {
  readonly characters: CharacterStore;
  readonly facts: FactStore;
}

/** The parts of a group by likeness. Faces that cannot be compared are in none. */
export async function proposeSplit(
  { characters, facts }: Stores,
  grouping: Pick<Grouping, 'index' | 'split'>,
  id: CharacterId,
  { parts: wanted, faces }: SplitOptions = {},
): Promise<SplitProposal> {
  const asked = faces && new Set(faces);
  const members = characters.faceIds(id).filter((face) => grouping.index.has(face) && (asked?.has(face) ?? true));
  const { mustLink, cannotLink } = facts.links(members);
  const among = pairsAmong(members);
  const own = new Set(facts.confirmedIn(id));
  const decisions = { together: among(mustLink), apart: among(cannotLink) };
  const { fewest, most, parts: found } = await grouping.split(members, { decisions, parts: wanted ?? null });
  const parts = found.map((positions) => {
    const sorted = positions.map((at) => members[at] as FaceId);
    return { faces: sorted, confirmed: sorted.filter((face) => own.has(face)).length };
  });
  return { parts, stays: staying(parts), fewest, most };
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
