import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkageRise } from '../../../electron/engine/adaptation/linkage.ts';

const model = { intercept: -0.187, faces: 0.022, middle: 0.467 };
const library = { faces: 500, middle: 0.25, spread: 0.17, close: new Float32Array() };

test('the more faces a library has, and the more alike they are, the higher is its linkage', () => {
  const rise = linkageRise(library, model);
  expect(linkageRise({ ...library, faces: 5_000 }, model)).toBeGreaterThan(rise);
  expect(linkageRise({ ...library, middle: 0.4 }, model)).toBeGreaterThan(rise);
  expect(linkageRise({ ...library, middle: 0.1 }, model)).toBeLessThan(rise);
});

test('no library is grouped below the linkage of the model, nor far above it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e7 }), fc.double({ min: -1, max: 1, noNaN: true }), (faces, middle) => {
      const rise = linkageRise({ ...library, faces, middle }, model);
      expect(rise).toBeGreaterThanOrEqual(0);
      expect(rise).toBeLessThanOrEqual(0.2 + 1e-9);
    }),
  );
});
