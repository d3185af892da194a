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
    changes: [],
    moreChanges: 0,
  });
});

test('groups that would become one are one change, with each group before, the one after, and what moves into it', () => {
  const { before, after, moved, changes } = preview([7, 7, 8, 8, 8, 0], [1, 1, 1, 1, 1, 1]);
  expect([before, after, moved]).toEqual([2, 1, 3]);
  expect(changes).toEqual([
    {
      before: [
        { character: 8, faces: 3, show: [3, 4, 5] },
        { character: 7, faces: 2, show: [1, 2] },
      ],
      after: [{ character: 8, faces: 6, show: [3, 4, 5, 1, 2, 6] }],
      moves: [
        { from: 7, to: 0, faces: [1, 2] },
        { from: null, to: 0, faces: [6] },
      ],
    },
  ]);
});

test('a group that would fall apart is told with what becomes of each part; a single face is without a group', () => {
  const { after, moved, changes } = preview([7, 7, 7, 7, 7, 7], [1, 1, 1, 2, 2, 3]);
  expect([after, moved]).toEqual([2, 3]);
  expect(changes).toEqual([
    {
      before: [{ character: 7, faces: 6, show: [1, 2, 3, 4, 5, 6] }],
      after: [
        { character: 7, faces: 3, show: [1, 2, 3] },
        { character: null, faces: 2, show: [4, 5] },
      ],
      moves: [
        { from: 7, to: 1, faces: [4, 5] },
        { from: 7, to: null, faces: [6] },
      ],
    },
  ]);
});

test('a few faces that change sides are a move between two groups that stay', () => {
  const { changes, moved } = preview([7, 7, 7, 7, 8, 8, 8], [1, 1, 1, 2, 2, 2, 2]);
  expect(moved).toBe(1);
  expect(changes).toMatchObject([
    { before: [{ character: 7 }, { character: 8 }], moves: [{ from: 7, to: 0, faces: [4] }] },
  ]);
  expect(changes[0]!.after.map(({ character, faces }) => [character, faces])).toEqual([
    [8, 4],
    [7, 3],
  ]);
});

test('groups that have nothing to do with each other are changes of their own, the larger first', () => {
  const { changes } = preview([7, 7, 7, 8, 8, 8, 8, 0, 0], [1, 1, 2, 3, 3, 4, 4, 5, 6]);
  expect(changes.map(({ moves }) => moves)).toEqual([
    [{ from: 8, to: 1, faces: [6, 7] }],
    [{ from: 7, to: null, faces: [3] }],
  ]);
});
