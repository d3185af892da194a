import { expect, test, vi } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { Character, LibraryFilter } from '../../../../electron/contract/api/faces-api.ts';
import { CharacterList } from '../../../../renderer/characters/character-list.svelte.ts';

const characters = [1, 2, 3].map((id) => ({ id, name: null, faces: 4 - id, suggestions: id, hidden: id === 3 }));

function rig() {
  const asked: LibraryFilter[] = [];
  const engine = {
    filterCharacters: async (filter: LibraryFilter) => (asked.push(filter), [2]),
  };
  const all = characters as unknown as Character[];
  const list = new CharacterList(engine as unknown as EngineApi, { value: all, error: null, refresh: () => undefined });
  list.take(all);
  return { list, asked };
}

const ids = (list: CharacterList) => list.visible.map(({ id }) => id);

test('groups are left that have a face in what is looked for, and all come back', async () => {
  const { list, asked } = rig();
  expect(ids(list)).toEqual([1, 2]);
  list.search.faces.type = 'TIFF';
  list.fitting.refresh();
  await vi.waitFor(() => expect(ids(list)).toEqual([2]));
  expect(asked).toEqual([{ types: ['tif', 'tiff'] }]);
  expect(list.search.active).toBe(true);
  list.search.clear();
  expect(ids(list)).toEqual([1, 2]);
});

test('faces that wait are counted over all groups that are not hidden', () => {
  const { list } = rig();
  expect(list.suggestions).toBe(3);
});
