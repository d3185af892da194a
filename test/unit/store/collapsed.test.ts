import { expect, test } from 'vitest';
import type { PictureId } from '../../../electron/contract/ids.ts';
import { collapsed } from '../../../electron/engine/store/lists/collapsed.ts';

const ids = (...numbers: readonly number[]) => numbers as unknown as readonly PictureId[];
/** Pictures 1 and 2 are a stack with the cover 2; 5, 6 and 7 one with the cover 5. */
const covers = new Map([
  [1, 2],
  [2, 2],
  [5, 5],
  [6, 5],
  [7, 5],
]) as unknown as ReadonlyMap<PictureId, PictureId>;
const shown = (listed: readonly PictureId[], open: readonly PictureId[] = []) => {
  const { ids: all, shapes } = collapsed({ ids: listed, shapes: listed.map(String).join('') }, covers, new Set(open));
  expect(shapes).toBe(all.join(''));
  return all;
};

test('a stack is its cover where its first picture stands, and others stay as they are', () => {
  expect(shown(ids(1, 3, 2, 4))).toEqual([2, 3, 4]);
  expect(shown(ids(7, 9, 6, 5, 8))).toEqual([5, 9, 8]);
});

test('without its cover, as in a folder that has only others, the first stands for them', () => {
  expect(shown(ids(3, 7, 6))).toEqual([3, 7]);
});

test('an open stack is its cover, with the others behind it in their order', () => {
  expect(shown(ids(7, 9, 6, 5, 1), ids(5))).toEqual([5, 7, 6, 9, 1]);
  expect(shown(ids(3, 7, 6), ids(5))).toEqual([3, 7, 6]);
});
