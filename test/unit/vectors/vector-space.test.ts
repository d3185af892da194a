import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateVectors, rowsForKernel, VectorSpace } from '../../../electron/engine/vectors/vector-space.ts';
import { random } from '../../support/vectors.ts';

/** Dimensions that the kernel takes, and some that it does not. */
const dimensions = fc.constantFrom(1, 3, 16, 24, 32, 256);

function drawn(rows: number, length: number, seed: number): Float32Array {
  const next = random(seed);
  return new Float32Array(rows * length).map(() => next() - 0.5);
}

describe('a space of vectors', () => {
  test('gives the products of its vectors and of their sums, with and without the vector unit', () => {
    fc.assert(
      fc.property(dimensions, fc.integer(), fc.constantFrom(2, 20, rowsForKernel), (length, seed, rows) => {
        const vectors = drawn(rows, length, seed);
        const space = new VectorSpace(vectors, length);
        const sum = space.copy(0);
        space.add(sum, length, 1);
        const at = (row: number, k: number) => vectors[row * length + k] as number;
        const product = (value: (k: number) => number) =>
          Array.from({ length }, (_, k) => value(k)).reduce((total, each) => total + each, 0);
        expect(space.dot(0, length)).toBeCloseTo(
          product((k) => at(0, k) * at(1, k)),
          4,
        );
        expect(space.dot(sum, length)).toBeCloseTo(
          product((k) => (at(0, k) + at(1, k)) * at(1, k)),
          4,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('works on vectors that were allocated for it where they are, and has a slot for every pair of them', () => {
    const vectors = allocateVectors(rowsForKernel, 16);
    vectors.fill(1);
    const space = new VectorSpace(vectors, 16);
    vectors.fill(2, 0, 16);
    expect(space.dot(0, 16)).toBe(32);
    const slots = Array.from({ length: rowsForKernel / 2 }, () => space.zeros());
    expect(new Set(slots).size).toBe(slots.length);
    expect(slots.every((slot) => space.dot(slot, 0) === 0)).toBe(true);
    expect(vectors.subarray(16).every((value) => value === 1)).toBe(true);
  });

  test('a slot that was given back is used again', () => {
    const space = new VectorSpace(new Float32Array(64), 16);
    const slot = space.take();
    space.giveBack(slot);
    expect(space.zeros()).toBe(slot);
  });
});
