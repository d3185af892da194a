import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  completeName,
  filterCharacters,
  orderCharacters,
} from '../../../renderer/state/character-order.ts';

const group = (id: number, faces: number): { id: number; faces: number } => ({ id, faces });
const named = (...names: (string | null)[]): { name: string | null }[] => names.map((name) => ({ name }));

describe('orderCharacters', () => {
  const shown = [group(1, 5), group(2, 4), group(3, 3)];

  it('takes the order of the engine when nobody points at the grid', () => {
    const incoming = [group(3, 9), group(1, 5)];
    expect(orderCharacters(shown, incoming, false)).toBe(incoming);
  });

  it('moves nothing while the artist points at the grid, but shows the new counts', () => {
    const incoming = [group(3, 9), group(2, 6), group(1, 5)];
    expect(orderCharacters(shown, incoming, true)).toEqual([group(1, 5), group(2, 6), group(3, 9)]);
  });

  it('adds new groups at the end and keeps groups that are gone in their place while the order is held', () => {
    expect(orderCharacters(shown, [group(4, 8), group(1, 5), group(3, 3)], true)).toEqual([
      group(1, 5),
      group(2, 4),
      group(3, 3),
      group(4, 8),
    ]);
  });
});

describe('applyChanges', () => {
  it('shows an edit where the group is, without what was merged away', () => {
    const shown = [group(1, 5), group(2, 4), group(3, 3)];
    expect(applyChanges(shown, [group(2, 7), group(9, 1)], [3])).toEqual([group(1, 5), group(2, 7), group(9, 1)]);
  });
});

describe('filterCharacters', () => {
  const all = named('Mika', 'ﾕｷ', null);

  it('finds a name whatever its case and width', () => {
    expect(filterCharacters(all, 'mIK', 'all')).toEqual(named('Mika'));
    expect(filterCharacters(all, 'ユキ', 'all')).toEqual(named('ﾕｷ'));
  });

  it('separates named and unnamed groups', () => {
    expect(filterCharacters(all, '', 'unnamed')).toEqual(named(null));
    expect(filterCharacters(all, ' ', 'named')).toEqual(named('Mika', 'ﾕｷ'));
  });

  it('answers the list itself where nothing is filtered', () => {
    expect(filterCharacters(all, '', 'all')).toBe(all);
  });
});

describe('completeName', () => {
  it('offers names that begin with the text before names that hold it', () => {
    expect(completeName(named('Karen', 'Ren', null, 'Aoi'), 're', 5)).toEqual(named('Ren', 'Karen'));
  });

  it('offers nothing for nothing', () => {
    expect(completeName(named('Ren'), '  ', 5)).toEqual([]);
  });
});
