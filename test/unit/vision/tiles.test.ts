import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import { joinTiles, liesIn, piecesOf, tilesOf } from '../../../electron/engine/vision/tiles.ts';

const side = fc.integer({ min: 1, max: 9000 });
const whole = { left: 0, top: 0, width: 1000, height: 1000 };

describe('cutting a picture into parts', () => {
  test.each([
    ['a square', 2048, 2048],
    ['a picture twice as long as wide', 500, 1000],
    ['a single pixel', 1, 1],
  ])('%s stays whole', (_what, width, height) => {
    expect(piecesOf({ width, height })).toEqual([{ left: 0, top: 0, width, height }]);
  });

  test('pieces of a strip are of one size, cover it, and a face three fifths as large as its shorter side is whole in one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 600 }),
        side,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, height, at) => {
          const pieces = piecesOf({ width, height });
          const face = Math.floor(Math.min(width, height) * 0.6) - 1;
          const box: Box = [0, at * (height - face), face, face];
          expect(pieces.some((piece) => liesIn(box, piece))).toBe(true);
          expect(new Set(pieces.map((piece) => `${piece.width} ${piece.height}`)).size).toBe(1);
        },
      ),
    );
  });

  test('the work grows with the area: the pieces of a strip have less than three times as many pixels as it has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 600 }), fc.integer({ min: 30, max: 9000 }), (width, height) => {
        const pieces = piecesOf({ width, height });
        const pixels = pieces.reduce((sum, piece) => sum + piece.width * piece.height, 0);
        expect(pixels).toBeLessThan(3 * width * height);
      }),
    );
  });

  test('tiles stay inside the picture, are no larger than asked, and share a quarter', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 400, max: 1000 }), (width, height, most) => {
        const tiles = tilesOf({ width, height }, most);
        const inside = (tile: (typeof tiles)[number]): boolean =>
          Math.max(tile.width, tile.height) <= most &&
          Math.min(tile.left, tile.top) >= 0 &&
          tile.left + tile.width <= width &&
          tile.top + tile.height <= height;
        expect(tiles.filter((tile) => !inside(tile))).toEqual([]);
        const lefts = [...new Set(tiles.map(({ left }) => left))].sort((a, b) => a - b);
        const across = tiles[0]?.width ?? 0;
        const shared = lefts.slice(1).map((left, k) => (lefts[k] ?? 0) + across - left);
        expect(Math.min(most, ...shared)).toBeGreaterThanOrEqual(Math.floor(most / 4) - 1);
      }),
    );
  });
});

describe('joining what tiles found', () => {
  const left = { left: 0, top: 0, width: 600, height: 1000 };
  const right = { left: 400, top: 0, width: 600, height: 1000 };
  const at = (box: Box, score: number) => ({ box, score });

  test('a face on the border of two tiles is one face', () => {
    const found = joinTiles(
      [
        { part: left, found: [at([450, 100, 100, 100], 0.7)] },
        { part: right, found: [at([452, 101, 100, 100], 0.8)] },
      ],
      whole,
      0.4,
    );
    expect(found).toEqual([at([452, 101, 100, 100], 0.8)]);
  });

  test('what an edge cut off is no face of its own, even where it scores more', () => {
    const found = joinTiles(
      [
        { part: left, found: [at([560, 100, 40, 100], 0.9)] },
        { part: right, found: [at([560, 100, 120, 100], 0.6)] },
      ],
      whole,
      0.4,
    );
    expect(found).toEqual([at([560, 100, 120, 100], 0.6)]);
  });

  test('a face at the border of the picture itself is whole', () => {
    const face = at([0, 100, 50, 100], 0.5);
    expect(joinTiles([{ part: left, found: [face, at([5, 110, 30, 30], 0.4)] }], whole, 0.4)).toHaveLength(2);
  });
});
