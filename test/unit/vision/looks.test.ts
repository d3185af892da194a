import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import { closerPart, combineLooks } from '../../../electron/engine/vision/looks.ts';

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

describe('how closely to look again', () => {
  const closer = { parts: [0.7, 0.8, 1], face: 40, side: 320, score: 0.2 };
  const full = (scale: number, side: number) => ({
    picture: { width: side / 2, height: side },
    input: { width: side, height: side },
    scale,
  });
  const seen = (...sides: number[]) => [{ found: sides.map((side) => face([0, 0, side, side + 30], 0.5)), scale: 0.5 }];

  test.each([
    ['only large faces: the smallest part', seen(300, 90), 0.7],
    ['one that is 40 pixels at .8', seen(300, 50), 0.8],
    ['one that is smaller than 40 pixels at any part', seen(300, 12), 1],
    ['nothing found: the largest part', seen(), 1],
  ])('%s', (_what, looks, part) => {
    expect(closerPart(looks, closer, full(1, 640))).toBe(part);
  });

  test('what scores too little is not looked for', () => {
    expect(
      closerPart([{ found: [face([0, 0, 300, 300], 0.9), face([0, 0, 8, 8], 0.19)], scale: 1 }], closer, full(1, 640)),
    ).toBe(0.7);
  });

  test('the smallest face counts in pixels of the full input', () => {
    expect(closerPart(seen(100), closer, full(0.5, 640))).toBe(0.8);
  });

  test('a picture that is small at full size is not made smaller still', () => {
    expect(closerPart(seen(300), closer, full(1, 330))).toBe(1);
    expect(closerPart(seen(300), closer, full(1, 400))).toBe(0.8);
  });
});
