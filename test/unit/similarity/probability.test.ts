import { describe, expect, test } from 'vitest';
import { probabilityOf, tableFromThresholds } from '../../../electron/engine/similarity/probability.ts';

describe('the probability of one character', () => {
  test('lies on straight lines between the points of the table, and at its ends outside them', () => {
    const table = [
      [0, 0.1],
      [0.5, 0.2],
      [1, 0.8],
    ] as const;
    expect([-1, 0, 0.25, 0.5, 0.75, 1, 1.0001].map((cosine) => probabilityOf(cosine, table))).toEqual(
      [0.1, 0.1, 0.15, 0.2, 0.5, 0.8, 0.8].map((value) => expect.closeTo(value, 6) as number),
    );
  });

  test('a model without a table gets one from its thresholds', () => {
    const table = tableFromThresholds({ same: 0.8, maybe: 0.4 });
    expect(probabilityOf(0.8, table)).toBeCloseTo(0.95);
    expect(probabilityOf(0.4, table)).toBeCloseTo(0.05);
    expect(probabilityOf(0.7, tableFromThresholds({ same: 0.7, maybe: 0.7 }))).toBeCloseTo(0.95);
  });
});
