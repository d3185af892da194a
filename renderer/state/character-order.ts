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

export type NameFilter = 'all' | 'named' | 'unnamed';

export interface Nameable {
  readonly name: string | null;
}

/** For comparing names as an artist would: width, case and surrounding blanks do not count. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLocaleLowerCase();
}

export function filterCharacters<Item extends Nameable>(
  items: readonly Item[],
  text: string,
  filter: NameFilter,
): readonly Item[] {
  const wanted = foldName(text);
  if (filter === 'all' && wanted === '') return items;
  return items.filter(
    ({ name }) =>
      (filter === 'all' || (name !== null) === (filter === 'named')) &&
      (wanted === '' || (name !== null && foldName(name).includes(wanted))),
  );
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
