import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { heirOf } from '../../../electron/engine/grouping/heir.ts';

const heir = (previous: number[], after: (number | null)[]) =>
  heirOf(7 as CharacterId, previous, after as (CharacterId | null)[]);

test('the heir is where most of the faces are now', () => {
  expect(heir([7, 7, 7, 0, 5], [1, 2, 2, 1, 1])).toBe(2);
});

test('faces of other groups, and faces without a group, have no say', () => {
  expect(heir([7, 7, 7, 5, 5], [1, null, null, 2, 2])).toBe(1);
  expect(heir([7, 5], [null, 1])).toBeNull();
  expect(heir([5], [1])).toBeNull();
});
