import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { groupsToBe } from '../../../electron/engine/grouping/destinations.ts';
import { regroupPreview } from '../../../electron/engine/grouping/regroup-preview.ts';

const options = { offset: 0.05, picturesApart: true };

/** Faces 1, 2 … in these characters (0: none), and the cluster that each would be in. */
function preview(characters: readonly number[], clusters: readonly number[]) {
  const faces = characters.map((character, k) => {
    return { id: (k + 1) as FaceId, character: character === 0 ? null : (character as CharacterId) };
  });
  const request = { fixed: new Int32Array(clusters.length).fill(-1), previous: characters };
  return regroupPreview(options, faces, groupsToBe(request, Int32Array.from(clusters)));
}

test('where every face stays, nothing is said to change', () => {
  expect(preview([7, 7, 7, 8, 8, 0], [1, 1, 1, 2, 2, 3])).toEqual({
    options,
    before: 2,
    after: 2,
    moved: 0,
    merged: [],
    split: [],
  });
});

test('groups that would become one are told with a face of each, the largest part first', () => {
  const { before, after, moved, merged, split } = preview([7, 7, 8, 8, 8, 0], [1, 1, 1, 1, 1, 1]);
  expect([before, after, moved]).toEqual([2, 1, 3]);
  expect(merged).toEqual([{ characters: [8, 7], faces: 5, show: [3, 1] }]);
  expect(split).toEqual([]);
});

test('a group that would fall apart is told with its parts; single faces are parts of their own', () => {
  const { after, moved, merged, split } = preview([7, 7, 7, 7, 7, 7], [1, 1, 1, 2, 2, 3]);
  expect([after, moved]).toEqual([2, 3]);
  expect(split).toEqual([{ character: 7, parts: [3, 2, 1], show: [1, 4, 6] }]);
  expect(merged).toEqual([]);
});

test('a few faces that change sides are no merge', () => {
  const { merged, split, moved } = preview([7, 7, 7, 7, 8, 8, 8], [1, 1, 1, 2, 2, 2, 2]);
  expect(merged).toEqual([]);
  expect(split).toEqual([{ character: 7, parts: [3, 1], show: [1, 4] }]);
  expect(moved).toBe(1);
});
