import type { CharacterId } from '../../contract/ids.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FactStore } from '../store/facts.ts';
import type { MergingGroup } from './merge-plan.ts';

interface Merging {
  readonly target: MergingGroup;
  readonly sources: readonly MergingGroup[];
}

/** Reads the groups that are to become one. Throws `character-gone`, `bad-arguments` where `from` holds `into`. */
export function mergingGroups(
  { characters, facts }: { characters: CharacterStore; facts: FactStore },
  into: CharacterId,
  from: readonly CharacterId[],
): Merging {
  const ids = [...new Set(from)];
  if (ids.includes(into)) throw new AppError('bad-arguments', 'a group cannot be merged into itself');
  const groups = [into, ...ids].map((id) => {
    const group = characters.describe(id);
    if (!group) throw new AppError('character-gone', id);
    return { ...group, faces: characters.faceIds(id), own: facts.confirmedIn(id) };
  });
  const all = new Set(groups.flatMap(({ faces }) => faces));
  const [target, ...sources] = groups.map((group) => ({ ...group, rejected: facts.rejectedBy(group.id, all) }));
  return { target: target as MergingGroup, sources };
}
