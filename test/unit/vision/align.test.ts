import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import {
  cropFace,
  cropWhole,
  faceSquare,
  insideSquare,
  planCrop,
  type FaceFraming,
} from '../../../electron/engine/vision/align.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';

type Colour = readonly [number, number, number];

const framing: FaceFraming = { scale: 1.8, offset: [0, -0.1] };

function paint(width: number, height: number, colourAt: (x: number, y: number) => Colour): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colourAt(x, y), (y * width + x) * 3);
  }
  return { width, height, data };
}

function colourAt(image: RgbImage, x: number, y: number): number[] {
  const start = (y * image.width + x) * 3;
  return [...image.data.subarray(start, start + 3)];
}

describe('faceSquare', () => {
  it('surrounds the box by the model’s scale, moved by its offset', () => {
    expect(faceSquare([100, 200, 50, 100], framing)).toEqual({ x: 125 - 90, y: 250 - 10 - 90, side: 180 });
  });

  it('moves and grows with the box', () => {
    const number = fc.double({ min: 1, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(number, number, number, number), number, number, (box, dx, factor) => {
        const [x, y, width, height] = box;
        const plain = faceSquare(box, framing);
        const moved = faceSquare([x + dx, y, width, height], framing);
        const grown = faceSquare([x * factor, y * factor, width * factor, height * factor], framing);
        expect(moved.x - plain.x).toBeCloseTo(dx, 6);
        expect(grown.side).toBeCloseTo(plain.side * factor, 6);
        expect(grown.y).toBeCloseTo(plain.y * factor, 5);
      }),
    );
  });
});

describe('planCrop', () => {
  it('fills the crop from a square that lies inside the picture', () => {
    expect(planCrop({ x: 10, y: 20, side: 50 }, { width: 100, height: 100 }, 112)).toEqual({
      source: { left: 10, top: 20, width: 50, height: 50 },
      target: { left: 0, top: 0, width: 112, height: 112 },
    });
  });

  it('leaves the side of the crop free where the square reaches out of the picture', () => {
    expect(planCrop({ x: -25, y: 60, side: 50 }, { width: 100, height: 100 }, 100)).toEqual({
      source: { left: 0, top: 60, width: 25, height: 40 },
      target: { left: 50, top: 0, width: 50, height: 80 },
    });
  });

  it('always cuts at least a pixel from inside the picture and puts it inside the crop', () => {
    const position = fc.double({ min: -600, max: 1000, noNaN: true });
    const pixels = fc.integer({ min: 1, max: 400 });
    const anything = [position, position, fc.double({ min: 0.5, max: 900, noNaN: true }), pixels, pixels] as const;
    fc.assert(
      fc.property(...anything, (x, y, side, width, height) => {
        const { source, target } = planCrop({ x, y, side }, { width, height }, 112);
        for (const [part, limit] of [
          [source, { width, height }],
          [target, { width: 112, height: 112 }],
        ] as const) {
          expect(Math.min(part.left, part.top)).toBeGreaterThanOrEqual(0);
          expect(Math.min(part.width, part.height)).toBeGreaterThanOrEqual(1);
          expect(part.left + part.width).toBeLessThanOrEqual(limit.width);
          expect(part.top + part.height).toBeLessThanOrEqual(limit.height);
        }
      }),
    );
  });
});

describe('insideSquare', () => {
  const picture = { width: 200, height: 100 };

  it('leaves a square that lies inside as it is', () => {
    expect(insideSquare({ x: 20, y: 10, side: 80 }, picture)).toEqual({ x: 20, y: 10, side: 80 });
  });

  it('moves a square that reaches over an edge, before it makes it smaller', () => {
    expect(insideSquare({ x: -30, y: 40, side: 80 }, picture)).toEqual({ x: 0, y: 20, side: 80 });
  });

  it('is never larger than the picture, and centred where the picture is too short', () => {
    expect(insideSquare({ x: -50, y: -100, side: 300 }, picture)).toEqual({ x: 0, y: -50, side: 200 });
    expect(insideSquare({ x: 30, y: -20, side: 120 }, picture)).toEqual({ x: 30, y: -10, side: 120 });
  });

  it('keeps as much of the square as fits, whatever the square', () => {
    const side = fc.integer({ min: 1, max: 400 });
    const at = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(at, at, side, side, side, (x, y, side_, width, height) => {
        const inside = insideSquare({ x, y, side: side_ }, { width, height });
        expect(inside.side).toBe(Math.min(side_, Math.max(width, height)));
        if (inside.side <= width) expect(inside.x).toBeGreaterThanOrEqual(0);
        if (inside.side <= width) expect(inside.x + inside.side).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('cropFace', () => {
  const red: Colour = [200, 30, 30];
  const blue: Colour = [20, 40, 180];
  const box: Box = [40, 40, 20, 20];

  it('puts the middle of the square in the middle of the crop', () => {
    const image = paint(100, 100, (x) => (x < 50 ? red : blue));
    const crop = cropFace(image, box, { scale: 2, offset: [0, 0] }, 32);
    expect([crop.width, crop.height, crop.data.length]).toEqual([32, 32, 32 * 32 * 3]);
    expect(colourAt(crop, 14, 16)).toEqual([...red]);
    expect(colourAt(crop, 17, 16)).toEqual([...blue]);
  });

  it('takes what is in the picture rather than repeat its edge', () => {
    const image = paint(40, 40, (_, y) => (y < 2 ? red : blue));
    const crop = cropFace(image, [10, 0, 20, 20], { scale: 2, offset: [0, 0] }, 40);
    expect(colourAt(crop, 20, 0)).toEqual([...red]);
    expect(colourAt(crop, 20, 4)).toEqual([...blue]);
  });

  it('repeats the edge where the picture is too short for the square', () => {
    const image = paint(40, 20, (_, y) => (y < 2 ? red : blue));
    const crop = cropFace(image, [10, 0, 20, 20], { scale: 2, offset: [0, 0] }, 40);
    expect(colourAt(crop, 20, 0)).toEqual([...red]);
    expect(colourAt(crop, 20, 9)).toEqual([...red]);
    expect(colourAt(crop, 20, 14)).toEqual([...blue]);
  });

  it('crops a face that is larger than the picture around it', () => {
    const image = paint(9, 7, () => blue);
    const crop = cropFace(image, [0, 0, 9, 7], framing, 112);
    expect(crop.data.every((value, index) => value === blue[index % 3])).toBe(true);
  });
});

describe('cropWhole', () => {
  it('fits the picture into the square and repeats its edges', () => {
    const image = paint(80, 20, (_, y) => (y < 10 ? [250, 250, 250] : [10, 10, 10]));
    const crop = cropWhole(image, 40);
    expect([crop.width, crop.height]).toEqual([40, 40]);
    expect(colourAt(crop, 20, 1)).toEqual([250, 250, 250]);
    expect(colourAt(crop, 20, 38)).toEqual([10, 10, 10]);
  });
});
