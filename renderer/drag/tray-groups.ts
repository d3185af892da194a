import { completeName } from '../characters/character-order.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';

/** As many as fit into one row of a wide window. */
export const mostInTray = 24;

export interface TrayOrder {
  /** Dropped on last, latest first. */
  readonly recent: readonly CharacterId[];
  /** Like the faces, best first; none as long as that is not known. */
  readonly like: readonly CharacterId[];
  /** The group that the faces come from: it is left out. */
  readonly from: CharacterId | null;
  /** What was typed. */
  readonly text: string;
}

/**
 * Groups that faces are offered to be dropped on: the one that was dropped on last, as one face seldom comes alone, then those that are
 * like the faces, then others that were dropped on, the named ones, the largest. With something typed, those of that name.
 */
export function trayGroups(
  groups: readonly Character[],
  { recent, like, from, text }: TrayOrder,
): readonly Character[] {
  const order = [...new Set([...recent.slice(0, 1), ...like, ...recent])];
  const places = new Map(order.map((id, place) => [id, place]));
  const rank = ({ id, name }: Character): number => places.get(id) ?? order.length + (name === null ? 1 : 0);
  const others = groups.filter(({ id }) => id !== from);
  if (text.trim() !== '') return completeName(others, text, mostInTray);
  return others
    .map((group) => ({ group, rank: rank(group) }))
    .sort((a, b) => a.rank - b.rank || b.group.faces - a.group.faces)
    .slice(0, mostInTray)
    .map(({ group }) => group);
}
