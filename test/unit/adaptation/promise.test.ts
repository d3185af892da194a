import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aimedAt, pairProbability, sameFrom } from '../../../electron/engine/adaptation/promise.ts';

const model = { intercept: -8, cosine: 21, faces: -0.8, middle: -8, spread: -9 };
const close = Float32Array.from({ length: 400 }, (_, k) => 1 - k / 1_000);
const library = { faces: 500, middle: 0.2, spread: 0.17, close };

test('the more faces a library has, and the more alike they are, the later the band begins', () => {
  const from = sameFrom(library, model) ?? 0;
  expect(sameFrom({ ...library, faces: 5_000 }, model)).toBeGreaterThan(from);
  expect(sameFrom({ ...library, middle: 0.35 }, model)).toBeGreaterThan(from);
  expect(sameFrom({ ...library, faces: 50 }, model)).toBeLessThan(from);
});

test('a library without close pairs has no border of its own', () => {
  expect(sameFrom({ ...library, close: new Float32Array() }, model)).toBeNull();
  expect(sameFrom({ ...library, close: Float32Array.of(0.5) }, model)).toBeNull();
});

test('where even the closest pairs are doubtful, the band still has a beginning', () => {
  expect(sameFrom({ ...library, faces: 1e9, middle: 0.6 }, model)).toBe(0.93);
});

test('what lies in the band is right as often as is aimed at, by the model', () => {
  const pairs = fc.array(fc.float({ min: Math.fround(0.3), max: 1, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(pairs, fc.integer({ min: 40, max: 100_000 }), (cosines, faces) => {
      const facts = { ...library, faces, close: Float32Array.from(cosines).sort().reverse() };
      const from = sameFrom(facts, model);
      if (from === null || from === 0.93) return;
      const inBand = [...facts.close].filter((cosine) => cosine >= from);
      const mean = inBand.reduce((sum, cosine) => sum + pairProbability(cosine, facts, model), 0) / inBand.length;
      // The band may begin at .93 where the pairs there are surer than promised.
      expect(mean).toBeGreaterThanOrEqual(aimedAt - 1e-9);
    }),
  );
});
