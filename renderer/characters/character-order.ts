import { folded, foldedWhileTyped } from '../../electron/contract/folded.ts';
import type { CharacterAbout } from '../../electron/contract/catalogue-model.ts';
import type { Colour } from '../../electron/contract/colours.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';

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

export interface Nameable extends Pick<Character, 'name'> {
  readonly about?: Pick<CharacterAbout, 'aliases'>;
}

/** Everything that it is called, its name first. */
function namesOf({ name, about }: Nameable): string[] {
  const others = about?.aliases.map((alias) => alias.name) ?? [];
  return name === null ? others : [name, ...others];
}

/** Whoever has the name, or else has it as another name. */
export function namedAs<Item extends Nameable>(items: readonly Item[], name: string): Item | null {
  const wanted = foldName(name);
  const byName = items.find((item) => item.name !== null && foldName(item.name) === wanted);
  return byName ?? items.find((item) => namesOf(item).some((one) => foldName(one) === wanted)) ?? null;
}

/** For comparing names as an artist would: width, case and surrounding blanks do not count. */
function foldName(name: string): string {
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

export type Listed = Pick<Character, 'id' | 'faces' | 'hidden' | 'colour'> & Nameable;

export function filterCharacters<Item extends Listed>(
  items: readonly Item[],
  criteria: GroupCriteria,
): readonly Item[] {
  const { show, fewest, most, colours } = criteria;
  const wanted = foldedWhileTyped(criteria.text).trim();
  return items.filter((item) => {
    const { id, name, faces, hidden, colour } = item;
    return (
      hidden === (show === 'hidden') &&
      (show === 'all' || show === 'hidden' || (name !== null) === (show === 'named')) &&
      (wanted === '' || isCalled(item, wanted) || (name === null && String(id) === wanted)) &&
      faces >= (fewest ?? 0) &&
      faces <= (most ?? Infinity) &&
      (colours.length === 0 || (colour !== null && colours.includes(colour)))
    );
  });
}

function isCalled(item: Nameable, wanted: string): boolean {
  return namesOf(item).some((name) => foldedWhileTyped(name).includes(wanted));
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

/** Existing names, also other names, for what has been typed so far: those that begin with it first, at most `limit`. */
export function completeName<Item extends Nameable>(
  items: readonly Item[],
  text: string,
  limit: number,
): readonly Item[] {
  const wanted = foldedWhileTyped(text).trim();
  if (wanted === '') return [];
  const rank = (item: Item): number => {
    const places = namesOf(item).map((name) => foldedWhileTyped(name).trim().indexOf(wanted));
    return places.includes(0) ? 0 : places.some((at) => at > 0) ? 1 : 2;
  };
  return items
    .filter((item) => rank(item) < 2)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, limit);
}
