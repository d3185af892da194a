import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { matchFaces } from '../../../electron/engine/pipeline/match-faces.ts';

const face = (id: number, box: Box) => ({ id: id as FaceId, box });
const boxes = fc.tuple(
  fc.integer({ min: 0, max: 50 }),
  fc.integer({ min: 0, max: 50 }),
  fc.integer({ min: 1, max: 50 }),
  fc.integer({ min: 1, max: 50 }),
);

describe('matching faces of a picture that is indexed again', () => {
  test('a box that moved a little is the same face; one elsewhere is new', () => {
    const earlier = [face(1, [10, 10, 20, 20]), face(2, [60, 10, 20, 20])];
    const found = [{ box: [61, 11, 20, 20] as const }, { box: [30, 60, 20, 20] as const }];
    expect(matchFaces(earlier, found)).toEqual([2, null]);
  });

  test('no earlier face is taken twice', () => {
    fc.assert(
      fc.property(fc.array(boxes), fc.array(boxes), (before, after) => {
        const matched = matchFaces(
          before.map((box, index) => face(index + 1, box)),
          after.map((box) => ({ box })),
        );
        const taken = matched.filter((id) => id !== null);
        expect(matched.length).toBe(after.length);
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
  });

  test('the same boxes give the same faces back', () => {
    const earlier = [face(1, [0, 0, 10, 10]), face(2, [20, 0, 10, 10]), face(3, [40, 0, 10, 10])];
    expect(matchFaces(earlier, earlier)).toEqual([1, 2, 3]);
  });
});
