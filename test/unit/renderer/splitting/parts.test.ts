import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import {
  freeFaces,
  goingParts,
  joinParts,
  keepGroup,
  moveFaces,
  noParts,
  withProposal,
  type Parts,
} from '../../../../renderer/splitting/parts.ts';

const ids = (...faces: number[]) => faces as FaceId[];
const proposal = (stays: number, ...parts: number[][]) => ({
  stays,
  parts: parts.map((faces) => ({ faces: ids(...faces), confirmed: 0 })),
});
const start = withProposal(noParts, proposal(0, [1, 2, 3], [4, 5], [6]));
const columns = ({ list }: Parts) => list.map(({ faces }) => faces);

test('the part that the machine names keeps the group, the others go', () => {
  expect(goingParts(start)).toEqual([[4, 5], [6]]);
  expect(goingParts(withProposal(noParts, proposal(1, [1], [2])))).toEqual([[1]]);
});

test('a face that is moved by hand stays where it was put, whatever the slider does', () => {
  const moved = moveFaces(start, ids(6), 1);
  expect(columns(moved)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(freeFaces(moved)).toEqual([1, 2, 3]);
  const more = withProposal(moved, proposal(0, [1, 2], [3]));
  expect(columns(more)).toEqual([[4, 5, 6], [1, 2], [3]]);
  expect(goingParts(more)).toEqual([[4, 5, 6], [3]]);
});

test('faces can go into a part that there was not yet', () => {
  const moved = moveFaces(start, ids(2, 6), null);
  expect(columns(moved)).toEqual([
    [1, 3],
    [4, 5],
    [2, 6],
  ]);
  expect(moved.list.map(({ held }) => held)).toEqual([false, false, true]);
  expect(columns(moveFaces(moved, ids(1), null))).toEqual([[3], [4, 5], [2, 6], [1]]);
});

test('joined parts are one, which keeps the group where one of them did', () => {
  const joined = joinParts(start, 0, 2);
  expect(columns(joined)).toEqual([
    [4, 5],
    [6, 1, 2, 3],
  ]);
  expect(goingParts(joined)).toEqual([[4, 5]]);
});

test('the part that the artist says is to keep the group is held', () => {
  const kept = keepGroup(start, 1);
  expect(goingParts(withProposal(kept, proposal(0, [1, 2, 3, 6])))).toEqual([[1, 2, 3, 6]]);
});

test('whatever is done, every face is in one part, and one part keeps the group', () => {
  const step = fc.tuple(fc.constantFrom('move', 'new', 'join', 'keep', 'slide'), fc.nat(20), fc.nat(20));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let parts = start;
      for (const [kind, a, b] of steps) {
        const keyAt = (at: number) => parts.list[at % parts.list.length]!.key;
        const faces = ids(1 + (a % 6), 1 + (b % 6));
        if (kind === 'move') parts = moveFaces(parts, faces, keyAt(b));
        if (kind === 'new') parts = moveFaces(parts, faces, null);
        if (kind === 'join') parts = joinParts(parts, keyAt(a), keyAt(b));
        if (kind === 'keep') parts = keepGroup(parts, keyAt(a));
        const free = freeFaces(parts);
        if (kind === 'slide' && free.length > 0) {
          const cut = 1 + (a % free.length);
          const cuts = [free.slice(0, cut), free.slice(cut)].filter(({ length }) => length > 0);
          parts = withProposal(parts, proposal(0, ...cuts));
        }
        expect(columns(parts).flat().sort()).toEqual([1, 2, 3, 4, 5, 6]);
        expect(parts.list.filter(({ key }) => key === parts.stays)).toHaveLength(1);
        expect(new Set(parts.list.map(({ key }) => key)).size).toBe(parts.list.length);
      }
    }),
  );
});
