import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBeside } from '../../../../renderer/preview/place-beside.ts';

const viewport = { width: 1_280, height: 800 };

describe('placeBeside', () => {
  it('shows the picture on the roomier side of the tile', () => {
    const tile = { left: 900, top: 300, width: 120, height: 120 };
    expect(placeBeside(tile, { width: 1_000, height: 1_000 }, viewport)).toEqual({
      left: 448,
      top: 140,
      width: 440,
      height: 440,
    });
  });

  it('keeps the whole picture in the window, beside the tile and in proportion', () => {
    const tiles = fc.record({
      left: fc.integer({ min: 0, max: 1_100 }),
      top: fc.integer({ min: -60, max: 790 }),
      width: fc.integer({ min: 64, max: 180 }),
      height: fc.integer({ min: 64, max: 320 }),
    });
    const side = fc.integer({ min: 40, max: 8_000 });
    fc.assert(
      fc.property(tiles, side, side, (tile, width, height) => {
        const place = placeBeside(tile, { width, height }, viewport);
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(place.top).toBeGreaterThanOrEqual(0);
        expect(place.left + place.width).toBeLessThanOrEqual(viewport.width);
        expect(place.top + place.height).toBeLessThanOrEqual(viewport.height);
        const overlaps = place.left < tile.left + tile.width && place.left + place.width > tile.left;
        expect(overlaps && place.width > 0).toBe(false);
        expect(Math.abs(place.width * height - place.height * width)).toBeLessThanOrEqual((width + height) / 2 + 1);
      }),
    );
  });
});
