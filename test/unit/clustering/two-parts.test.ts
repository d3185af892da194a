import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubtfulParts, twoParts } from '../../../electron/engine/clustering/two-parts.ts';
import { unit } from '../../support/vectors.ts';

const at = (degrees: number) => unit([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
const angles = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 });

test('two clouds are taken apart, the larger first, wherever they stand in the list', () => {
  expect(twoParts([80, 0, 3, 84, 6].map(at))).toEqual([
    [1, 2, 4],
    [0, 3],
  ]);
});

test('fewer than two vectors, and equal ones, have no halves', () => {
  expect(twoParts([])).toBeNull();
  expect(twoParts([at(5)])).toBeNull();
  expect(twoParts([at(5), at(5), at(5)])).toBeNull();
});

test('halves are every vector once, and never empty', () => {
  fc.assert(
    fc.property(angles, (some) => {
      const halves = twoParts(some.map(at));
      if (!halves) return;
      expect(halves.flat().sort((a, b) => a - b)).toEqual([...some.keys()]);
      expect(halves[0].length).toBeGreaterThanOrEqual(halves[1].length);
      expect(halves[1].length).toBeGreaterThan(0);
    }),
  );
});

test('doubtful parts go down to single vectors, each part inside another or the whole', () => {
  const parts = doubtfulParts([0, 4, 60, 66].map(at));
  expect(parts).toHaveLength(6);
  expect(
    parts
      .filter((part) => part.length === 1)
      .flat()
      .sort(),
  ).toEqual([0, 1, 2, 3]);
  expect(parts).toContainEqual([0, 1]);
  expect(parts).toContainEqual([2, 3]);
});
