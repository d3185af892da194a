import { expect, test, vi } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/engine-api.ts';
import type { Character, LibraryFilter } from '../../../../electron/contract/faces-api.ts';
import { CharacterList } from '../../../../renderer/characters/character-list.svelte.ts';

const characters = [1, 2, 3].map((id) => ({ id, name: null, faces: 4 - id, suggestions: id, hidden: id === 3 }));

async function rig() {
  const asked: LibraryFilter[] = [];
  const engine = {
    listCharacters: async () => characters as unknown as Character[],
    filterCharacters: async (filter: LibraryFilter) => (asked.push(filter), [2]),
  };
  const list = new CharacterList(engine as unknown as EngineApi);
  list.resource.refresh();
  await vi.waitFor(() => expect(list.resource.value).not.toBeNull());
  return { list, asked };
}

const ids = (list: CharacterList) => list.visible.map(({ id }) => id);

test('groups are left that have a face in what is looked for, and all come back', async () => {
  const { list, asked } = await rig();
  expect(ids(list)).toEqual([1, 2]);
  list.search.faces.type = 'TIFF';
  list.fitting.refresh();
  await vi.waitFor(() => expect(ids(list)).toEqual([2]));
  expect(asked).toEqual([{ types: ['tif', 'tiff'] }]);
  expect(list.search.active).toBe(true);
  list.search.clear();
  expect(ids(list)).toEqual([1, 2]);
});

test('faces that wait are counted over all groups that are not hidden', async () => {
  const { list } = await rig();
  expect(list.suggestions).toBe(3);
});
