import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workingScale, workingSide } from '../../../electron/engine/pictures/working-size.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 60_000 }), height: fc.integer({ min: 1, max: 60_000 }) });

test.each([
  ['a small picture as it is', 720, 500, 1],
  ['a large one up to the longer side', 4096, 3000, 0.5],
  ['one twice as wide as high as well', 4096, 2048, 0.5],
  ['a sheet of heads in a row as it is', 8192, 256, 1],
  [
    'a strip of comics down to as many pixels as the largest square has',
    600,
    9000,
    workingSide / Math.sqrt(600 * 9000),
  ],
  ['a panorama until its shorter side is 1,024', 9000, 2500, 1024 / 2500],
  ['a line, which holds no face, up to the longer side', 8192, 2, 0.25],
])('takes %s', (_what, width, height, expected) => {
  expect(workingScale({ width, height })).toBeCloseTo(expected, 10);
});

test('a working copy never has more pixels than the largest square, and never fewer than with its longer side cut to it', () => {
  fc.assert(
    fc.property(size, ({ width, height }) => {
      const scale = workingScale({ width, height });
      expect(width * height * scale ** 2).toBeLessThanOrEqual(workingSide ** 2 * (1 + 1e-9));
      expect(scale).toBeGreaterThanOrEqual(Math.min(1, workingSide / Math.max(width, height)));
      expect(scale).toBeLessThanOrEqual(1);
    }),
  );
});
