import { expect, test } from 'vitest';
import type { Page } from '../../../../electron/contract/checks.ts';
import type { FaceListing, Face } from '../../../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { GroupFaces } from '../../../../renderer/groups/group-faces.svelte.ts';

const page: Page = { offset: 0, limit: 100 };

/** A character with 5 faces of which 2 wait; those with an even number pass any filter. */
function rig(group = 1 as CharacterId | null) {
  const asked: (FaceListing | undefined)[] = [];
  const engine = {
    listFaces: async (_: unknown, { offset, limit }: Page, listing?: FaceListing) => {
      asked.push(listing);
      const numbers = { suggested: [1, 2], confirmed: [3, 4, 5], all: [1, 2, 3, 4, 5] }[listing?.state ?? 'all'];
      const fitting = listing?.filter ? numbers.filter((number) => number % 2 === 0) : numbers;
      return fitting.slice(offset, offset + limit).map((id) => ({ id }) as Face);
    },
  };
  const counts = { faces: 5, suggestions: group === null ? 0 : 2 };
  return { list: new GroupFaces(engine, group, () => counts), asked };
}

const ids = (faces: readonly Face[]) => faces.map(({ id }) => id);

test('without a filter the faces come page by page, what waits first, in the order that is chosen', async () => {
  const { list, asked } = rig();
  list.sort = 'path';
  expect(ids(await list.load(page))).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual([
    { sort: 'path', state: 'suggested' },
    { sort: 'path', state: 'confirmed' },
  ]);
  expect([list.count, list.suggestions]).toEqual([5, 2]);
});

test('a filter leaves what fits, still apart, and counts it', async () => {
  const { list } = rig();
  list.criteria.text = 'sketch';
  expect(ids(await list.load(page))).toEqual([2, 4]);
  expect([list.count, list.suggestions]).toEqual([2, 1]);
  list.criteria.clear();
  expect([list.count, list.suggestions]).toEqual([5, 2]);
});

test('pages that are asked for at once are of one answer', async () => {
  const { list, asked } = rig(null);
  list.criteria.text = 'sketch';
  const [first, second] = await Promise.all([list.load({ offset: 0, limit: 1 }), list.load({ offset: 1, limit: 1 })]);
  expect([...ids(first), ...ids(second)]).toEqual([2, 4]);
  expect(asked).toHaveLength(1);
});

test('an answer to what is no longer asked counts nothing', async () => {
  const { list } = rig(null);
  list.criteria.text = 'sketch';
  const late = list.load(page);
  list.criteria.text = 'sketch 2';
  await late;
  expect(list.count).toBe(5);
});
