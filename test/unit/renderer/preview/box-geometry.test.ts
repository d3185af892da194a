import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box, Size } from '../../../../electron/contract/geometry.ts';
import {
  boxBetween,
  boxInMiddle,
  handles,
  moveBox,
  resizeBox,
  smallestEdge,
  stepIn,
} from '../../../../renderer/preview/zoom/box-geometry.ts';

const size: Size = { width: 400, height: 300 };
const coordinate = fc.integer({ min: -900, max: 900 });
const point = fc.record({ x: coordinate, y: coordinate });
const edge = fc.integer({ min: 1, max: 900 });
const sizes = fc.record({ width: edge, height: edge });

function liesInside([x, y, width, height]: Box, within: Size): boolean {
  return x >= 0 && y >= 0 && x + width <= within.width + 1e-9 && y + height <= within.height + 1e-9;
}

function isLargeEnough([, , width, height]: Box, within: Size): boolean {
  const least = Math.min(smallestEdge, within.width, within.height) - 1e-9;
  return width >= least && height >= least;
}

describe('a box drawn by hand', () => {
  test('lies between the two points, whichever comes first', () => {
    expect(boxBetween({ x: 10, y: 20 }, { x: 110, y: 80 }, size)).toEqual([10, 20, 100, 60]);
    expect(boxBetween({ x: 110, y: 80 }, { x: 10, y: 20 }, size)).toEqual([10, 20, 100, 60]);
  });

  test('starts in the middle for who draws by keyboard', () => {
    expect(boxInMiddle(size)).toEqual([162.5, 112.5, 75, 75]);
  });

  test('never leaves the picture and never gets too small to see, whatever is done to it', () => {
    fc.assert(
      fc.property(sizes, point, point, point, fc.constantFrom(...handles), (within, from, to, by, handle) => {
        const drawn = boxBetween(from, to, within);
        for (const box of [drawn, moveBox(drawn, by, within), resizeBox(drawn, handle, by, within)]) {
          expect(liesInside(box, within)).toBe(true);
          expect(isLargeEnough(box, within)).toBe(true);
        }
      }),
    );
  });

  test('keeps its size when it is moved against the border', () => {
    expect(moveBox([10, 10, 50, 40], { x: -100, y: 1000 }, size)).toEqual([0, 260, 50, 40]);
  });

  test('keeps the sides that the handle does not hold', () => {
    expect(resizeBox([100, 100, 50, 50], 'se', { x: 20, y: 10 }, size)).toEqual([100, 100, 70, 60]);
    expect(resizeBox([100, 100, 50, 50], 'w', { x: -30, y: 99 }, size)).toEqual([70, 100, 80, 50]);
    expect(resizeBox([100, 100, 50, 50], 'n', { x: 0, y: 500 }, size)).toEqual([100, 138, 50, 12]);
  });

  test('goes a hundredth of the shorter side with one press, or one pixel', () => {
    expect(stepIn(size, false)).toBe(3);
    expect(stepIn(size, true)).toBe(1);
    expect(stepIn({ width: 20, height: 20 }, false)).toBe(1);
  });
});
