import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { probabilityOf } from '../../../electron/engine/similarity/probability.ts';
import { calibrate, calibrationError } from '../../bench/accuracy/calibration.ts';

const cosines = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 200 });

describe('calibration', () => {
  test('a probability never falls while the cosine rises, whatever the pairs', () => {
    fc.assert(
      fc.property(cosines, cosines, (same, different) => {
        const values = calibrate({ same, different }).map(([, probability]) => probability);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });

  test('it says the share of pairs that are right', () => {
    const near = (cosine: number, count: number) => Array.from({ length: count }, () => cosine);
    const pairs = { same: [...near(0.5, 100), ...near(0.8, 900)], different: [...near(0.5, 900), ...near(0.8, 100)] };
    const table = calibrate(pairs);
    expect(probabilityOf(0.5, table)).toBeCloseTo(0.1, 2);
    expect(probabilityOf(0.8, table)).toBeCloseTo(0.9, 2);
    expect(calibrationError(table, pairs)).toBeLessThan(0.01);
    expect(calibrationError(table, { same: pairs.different, different: pairs.same })).toBeGreaterThan(0.7);
  });
});
