import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBeside } from '../../../../renderer/preview/place-beside.ts';

/** The grid, in a window of 1,280 × 800. */
const bounds = { left: 224, top: 64, width: 1_056, height: 660 };

describe('placeBeside', () => {
  it('shows the picture on the roomier side of the tile', () => {
    const tile = { left: 900, top: 300, width: 120, height: 120 };
    expect(placeBeside(tile, { width: 1_000, height: 1_000 }, bounds)).toEqual({
      left: 448,
      top: 140,
      width: 440,
      height: 440,
    });
  });

  it('keeps the whole picture in the grid, off the tools around it, beside the tile and in proportion', () => {
    const tiles = fc.record({
      left: fc.integer({ min: 224, max: 1_100 }),
      top: fc.integer({ min: -60, max: 790 }),
      width: fc.integer({ min: 64, max: 180 }),
      height: fc.integer({ min: 64, max: 320 }),
    });
    const side = fc.integer({ min: 40, max: 8_000 });
    fc.assert(
      fc.property(tiles, side, side, (tile, width, height) => {
        const place = placeBeside(tile, { width, height }, bounds);
        expect(place.left).toBeGreaterThanOrEqual(bounds.left);
        expect(place.top).toBeGreaterThanOrEqual(bounds.top);
        expect(place.left + place.width).toBeLessThanOrEqual(bounds.left + bounds.width);
        expect(place.top + place.height).toBeLessThanOrEqual(bounds.top + bounds.height);
        const overlaps = place.left < tile.left + tile.width && place.left + place.width > tile.left;
        expect(overlaps && place.width > 0).toBe(false);
        expect(Math.abs(place.width * height - place.height * width)).toBeLessThanOrEqual((width + height) / 2 + 1);
      }),
    );
  });
});
