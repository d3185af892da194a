import { folded } from '../../electron/contract/folded.ts';
import type { Colour } from '../../electron/contract/colours.ts';
import type { Character } from '../../electron/contract/faces-api.ts';

/**
 * Order in which groups are shown. While `held` (the artist is busy in the grid) nothing moves: new groups come last, groups
 * that are gone stay until the hold ends. Otherwise the engine's order counts.
 */
export function orderCharacters<Item extends { readonly id: number }>(
  shown: readonly Item[],
  incoming: readonly Item[],
  held: boolean,
): readonly Item[] {
  if (!held) return incoming;
  const added = new Map(incoming.map((item) => [item.id, item]));
  const kept = shown.map((item) => {
    const update = added.get(item.id) ?? item;
    added.delete(item.id);
    return update;
  });
  return [...kept, ...added.values()];
}

/** The list with changed items in their place, new ones at the end, and without those that are gone. */
export function applyChanges<Item extends { readonly id: number }>(
  items: readonly Item[],
  changed: readonly Item[],
  gone: readonly number[],
): readonly Item[] {
  return orderCharacters(items, changed, true).filter(({ id }) => !gone.includes(id));
}

export interface Nameable {
  readonly name: string | null;
}

/** For comparing names as an artist would: width, case and surrounding blanks do not count. */
export function foldName(name: string): string {
  return folded(name).trim();
}

export type ShownGroups = 'all' | 'named' | 'unnamed' | 'hidden';
export type GroupSort = 'largest' | 'smallest' | 'name' | 'newest';

/** Which groups are shown, and in which order. `text`: in the name, or the number of a group without one. Hidden ones are shown by themselves only. */
export interface GroupCriteria {
  readonly text: string;
  readonly show: ShownGroups;
  readonly fewest: number | null;
  readonly most: number | null;
  /** None: any. */
  readonly colours: readonly Colour[];
}

export type Listed = Pick<Character, 'id' | 'name' | 'faces' | 'hidden' | 'colour'>;

export function filterCharacters<Item extends Listed>(
  items: readonly Item[],
  criteria: GroupCriteria,
): readonly Item[] {
  const { show, fewest, most, colours } = criteria;
  const wanted = foldName(criteria.text);
  return items.filter(
    ({ id, name, faces, hidden, colour }) =>
      hidden === (show === 'hidden') &&
      (show === 'all' || show === 'hidden' || (name !== null) === (show === 'named')) &&
      (wanted === '' || (name === null ? String(id) === wanted : foldName(name).includes(wanted))) &&
      faces >= (fewest ?? 0) &&
      faces <= (most ?? Infinity) &&
      (colours.length === 0 || (colour !== null && colours.includes(colour))),
  );
}

/** `largest` is the order that the groups come in. Groups without a name come last in the order of names. */
export function sortCharacters<Item extends Listed>(
  items: readonly Item[],
  sort: GroupSort,
  locale: string,
): readonly Item[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  switch (sort) {
    case 'largest':
      return items;
    case 'smallest':
      return items.toReversed();
    case 'newest':
      return items.toSorted((a, b) => b.id - a.id);
    case 'name':
      return items.toSorted((a, b) =>
        a.name === null || b.name === null
          ? Number(a.name === null) - Number(b.name === null)
          : compare(a.name, b.name),
      );
  }
}

/** Existing names for what has been typed so far: those that begin with it first, at most `limit`. */
export function completeName<Item extends Nameable>(
  items: readonly Item[],
  text: string,
  limit: number,
): readonly Item[] {
  const wanted = foldName(text);
  if (wanted === '') return [];
  const rank = ({ name }: Item): number => {
    const at = name === null ? -1 : foldName(name).indexOf(wanted);
    return at < 0 ? 2 : Math.min(at, 1);
  };
  return items
    .filter((item) => rank(item) < 2)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, limit);
}
