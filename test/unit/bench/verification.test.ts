import { describe, expect, it } from 'vitest';
import { comparePairs, verify, type KnownFace } from '../../bench/accuracy/verification.ts';

function face(identity: string, drawing: string, degrees: number): KnownFace {
  const angle = (degrees * Math.PI) / 180;
  return { identity, drawing, vector: Float32Array.of(Math.cos(angle), Math.sin(angle)) };
}

describe('comparePairs', () => {
  it('compares every two faces once, except those of one drawing', () => {
    const faces = [face('a', '0', 0), face('a', '0', 1), face('a', '1', 2), face('b', '0', 90)];
    const { same, different } = comparePairs(faces);
    expect([same.length, different.length]).toEqual([2, 3]);
    expect([...same]).toEqual([...same].sort((a, b) => b - a));
  });
});

describe('verify', () => {
  it('is perfect where every character stands alone', () => {
    const faces = [face('a', '0', 0), face('a', '1', 5), face('b', '0', 90), face('b', '1', 95)];
    const result = verify(faces, 0.5);
    expect(result).toMatchObject({ faces: 4, identities: 2, rank1: 1, eer: 0 });
    expect(result.best).toMatchObject({ precision: 1, recall: 1, f1: 1 });
    expect(result.at).toMatchObject({ cosine: 0.5, precision: 1, recall: 1, f1: 1 });
  });

  it('chooses the threshold that gives the best F1', () => {
    // Same: 10° and 60° apart. Different: 20°, 30°, 40° and 80°.
    const faces = [face('a', '0', 0), face('a', '1', 10), face('b', '0', 40), face('b', '1', 100)];
    const { best, at } = verify(faces, 0);
    expect(best).toMatchObject({ precision: 1, recall: 0.5, f1: 2 / 3 });
    expect(best.cosine).toBeCloseTo(Math.cos((10 * Math.PI) / 180), 5);
    expect(at.recall).toBe(1);
  });

  it('gives the share of mistakes where both kinds are equally frequent', () => {
    // Same: 10° and 50° apart. Different: 25°, 35°, 75° and 85°: at 50° half of each kind is wrong or nearly so.
    const faces = [face('a', '0', 0), face('a', '1', 10), face('b', '0', 35), face('b', '1', 85)];
    expect(verify(faces, 0).eer).toBeCloseTo((0 + 0.5) / 2, 5);
  });

  it('accepts at a low false rate what lies above all but that share of different pairs', () => {
    // Same: 10° and 60° apart. Different: 20°, 30°, 40° and 80°: one in a thousand of four is none.
    const faces = [face('a', '0', 0), face('a', '1', 10), face('b', '0', 40), face('b', '1', 100)];
    expect(verify(faces, 0).tar).toBe(0.5);
  });

  it('asks only faces that can be found whether the nearest other drawing shows the same character', () => {
    const faces = [
      face('a', '0', 0),
      face('a', '0', 0.1),
      face('a', '1', 20),
      face('b', '0', 24),
      face('c', '0', 200),
      face('c', '0', 200),
    ];
    // Both first faces find the third; the third is nearer to b; b and c cannot be found in another drawing.
    expect(verify(faces, 0).rank1).toBeCloseTo(2 / 3);
  });
});
