import { describe, expect, it } from 'vitest';
import { rankOne } from '../../bench/accuracy/retrieval.ts';

function face(identity: string, drawing: string, degrees: number) {
  const angle = (degrees * Math.PI) / 180;
  return { identity, drawing, vector: Float32Array.of(Math.cos(angle), Math.sin(angle)) };
}

describe('rankOne', () => {
  it('leaves out the drawings of the samples, and characters without a further drawing', () => {
    const faces = [face('a', '0', 0), face('a', '0', 1), face('a', '1', 40), face('b', '0', 44), face('b', '0', 45)];
    // 0° and 1° find 40°; 40° finds b; b has one drawing only.
    expect(rankOne(faces, 1)).toEqual({ queries: 3, rank1: 2 / 3 });
  });

  it('asks by the mean of several samples', () => {
    const faces = [face('a', '0', 0), face('a', '1', 60), face('a', '2', 20), face('b', '0', 70), face('b', '1', 75)];
    // 0° with 60° finds 20°, 20° with 0° finds 60°, but 60° with 20° finds b; b has no third drawing.
    expect(rankOne(faces, 2)).toEqual({ queries: 3, rank1: 2 / 3 });
    expect(rankOne(faces, 3).queries).toBe(0);
  });
});
