import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitToDetector, readDetections } from '../../../electron/engine/vision/detect.ts';

const input = {
  name: 'image',
  colour: 'RGB' as const,
  mean: [0, 0, 0] as [number, number, number],
  std: [1, 1, 1] as [number, number, number],
  longSide: 640,
  maxUpscale: 2,
  multipleOf: 32,
  pad: 114,
  looks: [1],
};
const picture = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 4000 }) });

describe('fitToDetector', () => {
  it('brings the longer side to the detector’s size and pads to a multiple', () => {
    const fit = fitToDetector({ width: 2048, height: 1024 }, input);
    expect(fit).toEqual({ picture: { width: 640, height: 320 }, input: { width: 640, height: 320 }, scale: 0.3125 });
  });

  it('does not blow a small picture up beyond the limit', () => {
    const fit = fitToDetector({ width: 100, height: 60 }, input);
    expect(fit).toEqual({ picture: { width: 200, height: 120 }, input: { width: 224, height: 128 }, scale: 2 });
  });

  it('always leaves the picture inside an input of whole multiples', () => {
    fc.assert(
      fc.property(picture, (size) => {
        const fit = fitToDetector(size, input);
        for (const axis of ['width', 'height'] as const) {
          expect(fit.input[axis] % 32).toBe(0);
          expect(fit.picture[axis]).toBeGreaterThanOrEqual(1);
          expect(fit.picture[axis]).toBeLessThanOrEqual(fit.input[axis]);
          expect(fit.input[axis] - fit.picture[axis]).toBeLessThan(32);
        }
        expect(Math.max(fit.picture.width, fit.picture.height)).toBeLessThanOrEqual(640);
        expect(fit.scale).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('readDetections', () => {
  const size = { width: 1280, height: 640 };
  const fit = fitToDetector(size, input);
  const limits = { scoreThreshold: 0.5, nmsIou: 0.4 };
  const raw = (rows: readonly (readonly [number, number, number, number, number])[]) => ({
    boxes: Float32Array.from(rows.flatMap((row) => row.slice(0, 4))),
    scores: Float32Array.from(rows.map((row) => row[4])),
  });

  it('answers boxes in pixels of the picture, best first, without doubles and weak ones', () => {
    const rows = raw([
      [10, 20, 30, 50, 0.75],
      [11, 20, 31, 50, 0.625],
      [100, 100, 140, 140, 0.875],
      [200, 100, 240, 140, 0.25],
    ]);
    expect(readDetections(rows, fit, size, limits)).toEqual([
      { box: [200, 200, 80, 80], score: 0.875 },
      { box: [20, 40, 40, 60], score: 0.75 },
    ]);
  });

  it('cuts boxes at the picture’s border and drops those in the padding', () => {
    const rows = raw([
      [-10, -10, 30, 30, 0.75],
      [100, 330, 140, 350, 0.875],
    ]);
    expect(readDetections(rows, fit, size, limits)).toEqual([{ box: [0, 0, 60, 60], score: 0.75 }]);
  });

  it('does not take a score that is not a number, or a box turned inside out, for a face', () => {
    const rows = raw([
      [10, 20, 30, 50, Number.NaN],
      [60, 60, 40, 40, 0.9],
      [Number.NaN, 60, 40, 40, 0.9],
    ]);
    expect(readDetections(rows, fit, size, limits)).toEqual([]);
  });
});
