import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { VectorIndex } from '../../../electron/engine/vectors/vector-index.ts';
import { random, unit } from '../../support/vectors.ts';

const id = (n: number) => n as FaceId;
const picture = 1 as PictureId;
/** What storing both vectors as int16 may change in a cosine of 7 dimensions: 2 · √7 · ½ / 32,767, rounded up. */
const rounding = 1e-4;

function randomVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  const next = random(seed);
  return Array.from({ length: count }, () => unit(Array.from({ length: dimensions }, () => next() - 0.5)));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

describe('vector index', () => {
  test('finds what comparing with every vector finds, best first', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (seed, count, limit) => {
          const [query, ...vectors] = randomVectors(count + 1, 7, seed);
          const index = new VectorIndex(7);
          vectors.forEach((vector, k) => index.set(id(k + 1), vector, picture));
          const expected = vectors
            .map((vector) => dot(query as Float32Array, vector))
            .sort((a, b) => b - a)
            .slice(0, limit);
          const found = index.search(query as Float32Array, limit, 0.1);
          expect(found.length).toBeGreaterThanOrEqual(expected.filter((cosine) => cosine >= 0.1 + rounding).length);
          expect(found.length).toBeLessThanOrEqual(expected.filter((cosine) => cosine >= 0.1 - rounding).length);
          found.forEach(({ similarity }, k) =>
            expect(Math.abs(similarity - (expected[k] ?? NaN))).toBeLessThanOrEqual(rounding),
          );
        },
      ),
    );
  });

  test('a deleted vector is never found again, and the others still are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 })), (deleted) => {
        const index = new VectorIndex(5);
        const vectors = randomVectors(30, 5, 3);
        vectors.forEach((vector, k) => index.set(id(k + 1), vector, picture));
        for (const face of deleted) index.delete(id(face));
        const left = vectors.map((_, k) => k + 1).filter((face) => !deleted.includes(face));
        expect(index.size).toBe(left.length);
        expect(index.rowsInUse()).toEqual(left.map((face) => face - 1));
        for (const face of left) {
          const vector = vectors[face - 1] as Float32Array;
          expect(index.search(vector, 1, -1)[0]).toMatchObject({ face });
        }
      }),
    );
  });

  test('setting a face again replaces its vector', () => {
    const index = new VectorIndex(2);
    index.set(id(1), unit([1, 0]), picture);
    index.set(id(1), unit([0, 1]), picture);
    expect(index.size).toBe(1);
    expect(index.search(unit([0, 1]), 5, 0.5)).toEqual([{ face: 1, similarity: expect.closeTo(1, 4) as number }]);
  });

  test('a vector of another length is refused', () => {
    expect(() => new VectorIndex(3).set(id(1), unit([1, 0]), picture)).toThrow(RangeError);
  });
});
