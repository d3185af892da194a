import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/model.ts';
import { combineLooks } from '../../../electron/engine/pipeline/looks.ts';

const face = (box: Box, score: number) => ({ box, score });
const large: Box = [100, 100, 80, 80];
const small: Box = [10, 10, 20, 20];

const boxes = fc.array(
  fc.record({
    box: fc.tuple(fc.integer({ max: 90, min: 0 }), fc.integer({ max: 90, min: 0 }), fc.constant(40), fc.constant(40)),
    score: fc.double({ min: 0.05, max: 1, noNaN: true }),
  }),
  { maxLength: 8 },
);

describe('looking at a picture at several sizes', () => {
  test('a face that both looks see has the mean of their scores', () => {
    const [joined, ...rest] = combineLooks([
      { found: [face(large, 0.8)], scale: 1 },
      { found: [face([104, 100, 80, 80], 0.4)], scale: 0.5 },
    ]);
    expect(joined?.score).toBeCloseTo(0.6);
    expect(joined?.box[0]).toBeCloseTo(100 + 4 / 3);
    expect(rest).toEqual([]);
  });

  test('what only one look sees counts for half', () => {
    const looks = [
      { found: [face(large, 0.8)], scale: 1 },
      { found: [], scale: 0.5 },
    ];
    expect(combineLooks(looks)).toEqual([face(large, 0.4)]);
  });

  test('a face too small for the second look keeps its score', () => {
    const looks = [
      { found: [face(small, 0.8)], scale: 1 },
      { found: [], scale: 0.5 },
    ];
    expect(combineLooks(looks)).toEqual([face(small, 0.8)]);
  });

  test('one look alone changes nothing but the order', () => {
    fc.assert(
      fc.property(boxes, (found) => {
        const joined = combineLooks([{ found, scale: 1 }]);
        expect(joined.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
      }),
    );
  });

  test('every box of every look goes into exactly one face, and no score rises above the best of them', () => {
    fc.assert(
      fc.property(boxes, boxes, (first, second) => {
        const joined = combineLooks([
          { found: first, scale: 1 },
          { found: second, scale: 1 },
        ]);
        const best = Math.max(0, ...first.map(({ score }) => score), ...second.map(({ score }) => score));
        expect(joined.length).toBeGreaterThanOrEqual(Math.max(first.length, second.length));
        expect(joined.length).toBeLessThanOrEqual(first.length + second.length);
        for (const { score } of joined) expect(score).toBeLessThanOrEqual(best + 1e-9);
      }),
    );
  });
});
