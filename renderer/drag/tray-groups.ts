import type { Character } from '../../electron/contract/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';

/** As many as fit into one row of a wide window. */
const most = 24;

/**
 * Groups that faces are offered to be dropped on: those that were dropped on last, then the named ones, then the largest.
 * `recent`: latest first. The group that the faces come from is left out.
 */
export function trayGroups(
  groups: readonly Character[],
  recent: readonly CharacterId[],
  from: CharacterId | null,
): readonly Character[] {
  const rank = ({ id, name }: Character): number => {
    const at = recent.indexOf(id);
    return at >= 0 ? at : recent.length + (name === null ? 1 : 0);
  };
  return groups
    .filter(({ id }) => id !== from)
    .map((group) => ({ group, rank: rank(group) }))
    .sort((a, b) => a.rank - b.rank || b.group.faces - a.group.faces)
    .slice(0, most)
    .map(({ group }) => group);
}
