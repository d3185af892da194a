import { describe, expect, test } from 'vitest';
import { compare } from '../../bench/accuracy/group-accuracy.ts';

describe('judging groups', () => {
  test('the truth itself is perfect', () => {
    expect(compare(['a', 'a', 'b'], [5, 5, 9])).toEqual({
      groups: 1,
      identities: 1,
      precision: 1,
      recall: 1,
      f1: 1,
      ari: 1,
    });
  });

  test('everything in one group has full recall and the precision of its mixture', () => {
    const { precision, recall, ari } = compare(['a', 'a', 'b', 'b'], [0, 0, 0, 0]);
    expect([precision, recall, ari]).toEqual([0.5, 1, 0]);
  });

  test('a face that strays into another group costs both', () => {
    const { precision, recall } = compare(['a', 'a', 'a', 'b'], [0, 0, 1, 1]);
    expect(precision).toBeCloseTo((1 + 1 + 0.5 + 0.5) / 4);
    expect(recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4);
  });
});
