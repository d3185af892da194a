import { expect, test } from 'vitest';
import type { Character } from '../../../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { filterCharacters } from '../../../../renderer/characters/character-order.ts';
import { standingOf } from '../../../../renderer/characters/standing.ts';
import { wordGroup, wordGroupOf } from '../../../../renderer/i18n/wording.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';

const t = translator('en');
const id = 1_200 as CharacterId;

test('a group is named by the artist, theirs without a name, or the machine’s', () => {
  expect(standingOf({ name: 'Mika', confirmed: true })).toBe('named');
  expect(standingOf({ name: null, confirmed: true })).toBe('kept');
  expect(standingOf({ name: null, confirmed: false })).toBe('found');
});

test('a group without a name is told from others by its number, which the filter finds', () => {
  expect(wordGroup(t, { id, name: null })).toBe('Unnamed 1200');
  expect(wordGroup(t, { id, name: 'Mika' })).toBe('Mika');
  expect(wordGroupOf(t, null, null)).toBe('In no group');
  const groups = [id, 12 as CharacterId].map(
    (each) => ({ id: each, name: null, faces: 2, hidden: false, colour: null }) satisfies Partial<Character>,
  );
  const criteria = { text: '12', show: 'all', fewest: null, most: null, colours: [] } as const;
  expect(filterCharacters(groups, criteria).map((group) => group.id)).toEqual([12]);
});
