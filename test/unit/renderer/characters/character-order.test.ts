import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  completeName,
  filterCharacters,
  namedAs,
  orderCharacters,
  sortCharacters,
  type GroupCriteria,
  type Listed,
} from '../../../../renderer/characters/character-order.ts';

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

const anyGroup: GroupCriteria = { text: '', show: 'all', fewest: null, most: null, colours: [] };

function listed(id: number, name: string | null, more: Partial<Listed> = {}): Listed {
  return { id: id as CharacterId, name, faces: 10, hidden: false, colour: null, ...more };
}

describe('filterCharacters', () => {
  const mika = listed(1, 'Mika', { faces: 30, colour: 'red' });
  const yuki = listed(2, 'ﾕｷ', { faces: 20 });
  const nobody = listed(3, null, { faces: 5, colour: 'blue' });
  const hidden = listed(4, 'Crowd', { hidden: true });
  const all = [mika, yuki, nobody, hidden];
  const found = (criteria: Partial<GroupCriteria>) => filterCharacters(all, { ...anyGroup, ...criteria });

  it('finds katakana while it is typed as hiragana, for the filter and for completion; the name itself is another one', () => {
    expect(found({ text: 'ゆ' })).toEqual([yuki]);
    expect(completeName(all, 'ゆき', 5)).toEqual([yuki]);
    expect(namedAs(all, 'ゆき')).toBeNull();
    expect(namedAs(all, 'ユキ')).toBe(yuki);
  });

  it('finds a name whatever its case and width', () => {
    expect(found({ text: 'mIK' })).toEqual([mika]);
    expect(found({ text: 'ユキ' })).toEqual([yuki]);
  });

  it('separates named and unnamed groups', () => {
    expect(found({ show: 'unnamed' })).toEqual([nobody]);
    expect(found({ show: 'named', text: ' ' })).toEqual([mika, yuki]);
  });

  it('shows hidden groups by themselves only', () => {
    expect(found({})).toEqual([mika, yuki, nobody]);
    expect(found({ show: 'hidden' })).toEqual([hidden]);
  });

  it('finds groups by size, both ends included, and by any of several colours', () => {
    expect(found({ fewest: 20, most: 30 })).toEqual([mika, yuki]);
    expect(found({ colours: ['red', 'blue'] })).toEqual([mika, nobody]);
  });
});

describe('sortCharacters', () => {
  const groups = [listed(1, 'Ren 10'), listed(3, null), listed(2, 'aoi'), listed(4, 'Ren 2')];

  it('puts names in order as a reader does, and groups without a name last', () => {
    expect(sortCharacters(groups, 'name', 'en').map(({ name }) => name)).toEqual(['aoi', 'Ren 2', 'Ren 10', null]);
  });

  it('keeps the order that the groups come in, or turns it round', () => {
    expect(sortCharacters(groups, 'largest', 'en')).toBe(groups);
    expect(sortCharacters(groups, 'smallest', 'en')).toEqual(groups.toReversed());
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

it('finds a character by its other names too, and by its own first', () => {
  const alias = (...names: string[]) => ({ aliases: names.map((name) => ({ name, language: null })) });
  const mika = { name: 'Mika', about: alias('聖園ミカ', 'Misono') };
  const rei = { name: 'Rei', about: alias('Mika') };
  expect(completeName([mika, rei], 'ミカ', 5)).toEqual([mika]);
  expect(completeName([rei, mika], 'ｍｉ', 5)).toEqual([rei, mika]);
  expect(namedAs([rei, mika], 'mika')).toBe(mika);
  expect(namedAs([rei, mika], 'misono')).toBe(mika);
  expect(namedAs([rei, mika], 'mis')).toBeNull();
});
