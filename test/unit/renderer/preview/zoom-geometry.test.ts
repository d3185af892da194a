import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nativeZoom,
  place,
  tilesOf,
  wholeLook,
  within,
  zoomAt,
} from '../../../../renderer/preview/zoom/zoom-geometry.ts';

const stage = { width: 1_000, height: 600 };
const large = { width: 8_000, height: 3_000 };
const sides = fc.integer({ min: 1, max: 40_000 });
const sizes = fc.record({ width: sides, height: sides });
const stages = fc.record({ width: fc.integer({ min: 40, max: 4_000 }), height: fc.integer({ min: 40, max: 2_500 }) });
const fractions = fc.float({ min: 0, max: 1, noNaN: true });

describe('a look at a picture', () => {
  it('begins with all of it, in the middle', () => {
    expect(place(wholeLook, large, stage)).toEqual({ left: 0, top: 112.5, width: 1_000, height: 375 });
  });

  it('is at its own size where a pixel of it is one of the screen', () => {
    const look = within({ ...wholeLook, zoom: nativeZoom(large, stage, 2) }, large, stage, 2);
    expect(place(look, large, stage).width).toBeCloseTo(4_000);
  });

  it('keeps what lies under the pointer where it is, as long as the picture fills the stage', () => {
    const near = zoomAt(wholeLook, 4, { x: 500, y: 300 }, large, stage, 1);
    const at = { x: 620, y: 210 };
    const before = place(near, large, stage);
    const after = place(zoomAt(near, 1.5, at, large, stage, 1), large, stage);
    expect((at.x - after.left) / after.width).toBeCloseTo((at.x - before.left) / before.width);
    expect((at.y - after.top) / after.height).toBeCloseTo((at.y - before.top) / before.height);
  });

  it('leaves no stage emptier than it has to be, wherever it is moved', () => {
    fc.assert(
      fc.property(
        sizes,
        stages,
        fractions,
        fractions,
        fc.integer({ min: -8, max: 12 }),
        (picture, room, x, y, power) => {
          const look = within({ zoom: 2 ** power, centre: { x, y } }, picture, room, 1);
          const { left, top, width, height } = place(look, picture, room);
          for (const [start, length, side] of [
            [left, width, room.width],
            [top, height, room.height],
          ] as const) {
            if (length <= side) expect(start).toBeCloseTo((side - length) / 2, 3);
            else {
              expect(start).toBeLessThanOrEqual(0.01);
              expect(start + length).toBeGreaterThanOrEqual(side - 0.01);
            }
          }
        },
      ),
    );
  });
});

describe('tiles', () => {
  it('are not needed where the preview is as fine as the screen', () => {
    expect(tilesOf(wholeLook, large, stage, 1)).toEqual([]);
  });

  it('are the pixels of the original once it is at its own size', () => {
    const look = within({ ...wholeLook, zoom: nativeZoom(large, stage, 1) }, large, stage, 1);
    const tiles = tilesOf(look, large, stage, 1);
    expect(new Set(tiles.map(({ level }) => level))).toEqual(new Set([0]));
    expect(tiles.length).toBeGreaterThanOrEqual(4);
    expect(tiles.length).toBeLessThanOrEqual(12);
  });

  it('are of a smaller copy as long as that is as fine as the screen', () => {
    const look = within({ ...wholeLook, zoom: nativeZoom(large, stage, 1) / 3 }, large, stage, 1);
    expect(new Set(tilesOf(look, large, stage, 1).map(({ level }) => level))).toEqual(new Set([1]));
  });

  it('cover all of the picture that is on stage, and lie inside it', () => {
    fc.assert(
      fc.property(sizes, stages, fractions, fractions, fc.integer({ min: 0, max: 9 }), (picture, room, x, y, power) => {
        const look = within({ zoom: 2 ** power, centre: { x, y } }, picture, room, 1);
        const tiles = tilesOf(look, picture, room, 1);
        if (tiles.length === 0) return;
        const shown = place(look, picture, room);
        const seen = (at: number, side: number, start: number): number => Math.min(1, Math.max(0, (at - start) / side));
        const [left, right] = [seen(0, shown.width, shown.left), seen(room.width, shown.width, shown.left)];
        expect(Math.min(...tiles.map((tile) => tile.left))).toBeLessThanOrEqual(left + 1e-9);
        expect(Math.max(...tiles.map((tile) => tile.left + tile.width))).toBeGreaterThanOrEqual(right - 1e-9);
        expect(Math.max(...tiles.map((tile) => tile.top + tile.height))).toBeLessThanOrEqual(1 + 1e-9);
        // Twice the pixels of the screen in each direction at most, and the edges.
        expect(tiles.length).toBeLessThanOrEqual((room.width / 256 + 2) * (room.height / 256 + 2));
      }),
    );
  });
});
