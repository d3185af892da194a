import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEmbeddings } from '../../../electron/engine/vision/embed.ts';

const length = (vector: Float32Array): number => Math.hypot(...vector);

describe('readEmbeddings', () => {
  it('answers one vector of length 1 per crop', () => {
    const [first, second] = readEmbeddings(Float32Array.of(3, 4, 0, 0.5), 2, false);
    expect(first).toEqual(Float32Array.of(0.6, 0.8));
    expect(second).toEqual(Float32Array.of(0, 1));
  });

  it('adds the mirror images, which follow after all crops', () => {
    const vectors = readEmbeddings(Float32Array.of(3, 0, 0, 1, 0, 4, 0, 1), 2, true);
    expect(vectors).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)]);
  });

  it('leaves an answer without direction at zero instead of making numbers up', () => {
    expect(readEmbeddings(new Float32Array(4), 4, false)).toEqual([new Float32Array(4)]);
  });

  it('has length 1 whatever the network answers', () => {
    const number = fc.double({ min: -1e4, max: 1e4, noNaN: true }).filter((value) => Math.abs(value) > 1e-3);
    fc.assert(
      fc.property(fc.array(number, { minLength: 8, maxLength: 8 }), (answers) => {
        for (const vector of readEmbeddings(Float32Array.from(answers), 4, false))
          expect(length(vector)).toBeCloseTo(1, 5);
      }),
    );
  });
});
