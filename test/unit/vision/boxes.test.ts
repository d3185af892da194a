import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import { clipBox, iou, roundBox, scaleBox, suppress } from '../../../electron/engine/vision/boxes.ts';

const side = fc.double({ min: 0.5, max: 400, noNaN: true });
const place = fc.double({ min: -300, max: 900, noNaN: true });
const box: fc.Arbitrary<Box> = fc.tuple(place, place, side, side);
const scored = fc.record({ box, score: fc.double({ min: 0, max: 1, noNaN: true }) });
const size = fc.record({ width: fc.integer({ min: 1, max: 800 }), height: fc.integer({ min: 1, max: 800 }) });

describe('iou', () => {
  it('is the shared area over the joint area', () => {
    expect(iou([0, 0, 10, 10], [5, 0, 10, 10])).toBeCloseTo(50 / 150);
    expect(iou([0, 0, 10, 10], [10, 0, 10, 10])).toBe(0);
  });

  it('is symmetric, between 0 and 1, and 1 only for equal boxes', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(iou(a, b)).toBeCloseTo(iou(b, a), 12);
        expect(iou(a, b)).toBeGreaterThanOrEqual(0);
        expect(iou(a, b)).toBeLessThanOrEqual(1 + 1e-9);
        expect(iou(a, a)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('does not change when both boxes are scaled', () => {
    fc.assert(
      fc.property(box, box, fc.double({ min: 0.1, max: 10, noNaN: true }), (a, b, factor) => {
        expect(iou(scaleBox(a, factor), scaleBox(b, factor))).toBeCloseTo(iou(a, b), 6);
      }),
    );
  });
});

describe('suppress', () => {
  it('keeps the better of two boxes on the same face, and both of two faces', () => {
    const [best, double, other] = [
      { box: [10, 10, 20, 20], score: 0.7 },
      { box: [12, 10, 20, 20], score: 0.6 },
      { box: [60, 10, 20, 20], score: 0.9 },
    ] as const;
    expect(suppress([best, double, other], 0.4)).toEqual([other, best]);
  });

  it('keeps boxes that overlap each other by at most the limit, best first, and explains every dropped one', () => {
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), (boxes, limit) => {
        const kept = suppress(boxes, limit);
        const scores = kept.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const [index, one] of kept.entries()) {
          for (const better of kept.slice(0, index)) expect(iou(one.box, better.box)).toBeLessThanOrEqual(limit);
        }
        for (const dropped of boxes.filter((candidate) => !kept.includes(candidate))) {
          const covered = kept.some((one) => one.score >= dropped.score && iou(one.box, dropped.box) > limit);
          expect(covered).toBe(true);
        }
      }),
    );
  });

  it('leaves its argument as it was', () => {
    const boxes = [
      { box: [0, 0, 1, 1], score: 0.1 },
      { box: [0, 0, 1, 1], score: 0.9 },
    ] as const;
    suppress(boxes, 0.5);
    expect(boxes.map(({ score }) => score)).toEqual([0.1, 0.9]);
  });
});

describe('clipBox', () => {
  it('keeps the part inside the picture, and nothing of a box beside it', () => {
    expect(clipBox([-5, 10, 20, 200], { width: 100, height: 50 })).toEqual([0, 10, 15, 40]);
    expect(clipBox([120, 10, 20, 20], { width: 100, height: 50 })).toBeNull();
  });

  it('never answers a box that leaves the picture or is thinner than a pixel', () => {
    fc.assert(
      fc.property(box, size, (one, picture) => {
        const clipped = clipBox(one, picture);
        if (!clipped) return;
        const [x, y, width, height] = clipped;
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
        expect(x + width).toBeLessThanOrEqual(picture.width + 1e-9);
        expect(y + height).toBeLessThanOrEqual(picture.height + 1e-9);
      }),
    );
  });
});

describe('roundBox', () => {
  it('puts the edges on the nearest pixels', () => {
    expect(roundBox([10.4, 10.6, 20.0000001, 19.8], { width: 100, height: 100 })).toEqual([10, 11, 20, 19]);
  });

  it('always answers whole pixels inside the picture', () => {
    fc.assert(
      fc.property(box, size, (one, picture) => {
        const [x, y, width, height] = roundBox(one, picture);
        expect([x, y, width, height].every(Number.isInteger)).toBe(true);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
        expect(x + width).toBeLessThanOrEqual(picture.width);
        expect(y + height).toBeLessThanOrEqual(picture.height);
      }),
    );
  });
});
