import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { Links } from '../../../electron/engine/review/links.ts';
import { refusals } from '../../../electron/engine/review/refusals.ts';
import type { LibraryGroup } from '../../../electron/engine/review/review-groups.ts';

test('two sets are linked by any pair between them, seen from both ends, and not by one inside a set', () => {
  const links = new Links([
    [1, 10],
    [2, 3],
  ]);
  const [few, many, others] = [[1, 2, 3], [8, 9, 10, 11], [20]];
  expect([links.between(few, many), links.between(many, few)]).toEqual([true, true]);
  expect([links.between(few, others), links.between(few, [])]).toEqual([false, false]);
  expect(links.between([2], [1])).toBe(false);
  links.add(20, 2);
  expect([links.between(few, others), links.between(others, many)]).toEqual([true, false]);
});

test('a character has refused faces where it has refused every one of them', () => {
  const group = (character: number | null, ...faces: number[]) => ({ character, faces }) as unknown as LibraryGroup;
  const [mine, other, alone] = [group(1, 1, 2), group(2, 3), group(null, 4)];
  const pair = (face: number, character: number) => [face as FaceId, character as CharacterId] as const;
  const refused = refusals([pair(3, 1), pair(5, 1), pair(9, 2)], [mine, other, alone]);
  const faces = (...ids: number[]) => ids as FaceId[];
  expect([refused(mine.faces, faces(3)), refused(mine.faces, faces(3, 5))]).toEqual([true, true]);
  expect(refused(mine.faces, faces(3, 6))).toBe(false);
  expect([refused(other.faces, faces(3)), refused(alone.faces, faces(3))]).toEqual([false, false]);
  expect(refusals([], [mine])(mine.faces, faces(3))).toBe(false);
});
