import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostMoved } from '../../../electron/contract/api/review-api.ts';
import {
  answersOfModel,
  boundsOf,
  shifted,
  shiftOf,
  shiftThresholds,
  type Answered,
  type Calibration,
} from '../../../electron/engine/similarity/calibration.ts';
import { tableFromThresholds } from '../../../electron/engine/similarity/probability.ts';

/** Like the table of the real models: about 20 of log odds for each cosine. */
const model: Calibration = {
  thresholds: { same: 0.8, maybe: 0.53 },
  table: Array.from({ length: 21 }, (_, k) => [k / 20, 1 / (1 + Math.exp(-20 * (k / 20 - 0.73)))] as const),
};
const learnt = (answers: readonly Answered[], by = model) => shiftThresholds(by, shiftOf(answers));
const many = (count: number, expected: number, isSame: boolean) =>
  Array.from({ length: count }, (): Answered => ({ expected, isSame }));

const anAnswer = fc.record({ expected: fc.double({ min: 0, max: 1, noNaN: true }), isSame: fc.boolean() });
const someAnswers = fc.array(anAnswer, { maxLength: 300 });
/** Any table that rises, with flat pieces, and any thresholds; or a model without a table. */
const aModel = fc
  .tuple(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.boolean(),
  )
  .map(([values, one, other, hasTable]): Calibration => {
    const thresholds = { same: Math.max(one, other), maybe: Math.min(one, other) };
    const rising = values.toSorted((a, b) => a - b);
    const table = rising.map((value, k) => [-1 + (2 * k) / (rising.length - 1), value] as const);
    return { thresholds, table: hasTable ? table : tableFromThresholds(thresholds) };
  });

/** Of floating-point numbers. */
const rounding = 1e-12;

test('without answers the thresholds are the model’s, to the last digit', () => {
  fc.assert(
    fc.property(aModel, (by) => {
      expect(learnt([], by)).toEqual(by.thresholds);
    }),
  );
});

test('whatever was answered, no threshold leaves its bounds, and maybe stays below same', () => {
  fc.assert(
    fc.property(aModel, someAnswers, fc.constantFrom(1, 50), (by, answers, times) => {
      const { same, maybe } = learnt(Array.from({ length: times }, () => answers).flat(), by);
      const { lowest, highest } = boundsOf(by.thresholds);
      expect(Math.abs(same - by.thresholds.same)).toBeLessThanOrEqual(mostMoved + rounding);
      expect(Math.abs(maybe - by.thresholds.maybe)).toBeLessThanOrEqual(mostMoved + rounding);
      expect(same).toBeGreaterThanOrEqual(lowest.same);
      expect(same).toBeLessThanOrEqual(highest.same);
      expect(maybe).toBeLessThanOrEqual(highest.maybe);
      if (by.thresholds.same - by.thresholds.maybe > 0.001) expect(maybe).toBeLessThan(same);
      else expect(maybe).toBeLessThanOrEqual(same);
    }),
  );
});

test('another “different” never lowers a threshold or raises a probability, another “the same” never the reverse', () => {
  fc.assert(
    fc.property(aModel, someAnswers, fc.double({ min: 0, max: 1, noNaN: true }), (by, answers, expected) => {
      const [before, wrong, right] = [
        answers,
        [...answers, { expected, isSame: false }],
        [...answers, { expected, isSame: true }],
      ].map((all) => ({ ...learnt(all, by), shift: shiftOf(all) }));
      for (const border of ['same', 'maybe'] as const) {
        expect(wrong?.[border]).toBeGreaterThanOrEqual((before?.[border] ?? 2) - rounding);
        expect(right?.[border]).toBeLessThanOrEqual((before?.[border] ?? -2) + rounding);
      }
      expect(wrong?.shift).toBeLessThanOrEqual(before?.shift ?? -9);
      expect(right?.shift).toBeGreaterThanOrEqual(before?.shift ?? 9);
    }),
  );
});

test('the order of answers does not matter, and the same answers give the same thresholds', () => {
  fc.assert(
    fc.property(
      someAnswers.chain((answers) =>
        fc.tuple(
          fc.constant(answers),
          fc.shuffledSubarray(answers, { minLength: answers.length, maxLength: answers.length }),
        ),
      ),
      ([answers, shuffled]) => {
        expect(shiftOf(shuffled)).toBe(shiftOf(answers));
        expect(learnt(shuffled)).toEqual(learnt(answers));
      },
    ),
  );
});

test('answers that come out as the model said change nothing, whatever was asked', () => {
  const unsure = [...many(50, 0.5, true), ...many(50, 0.5, false)];
  const sure = [...many(180, 0.9, true), ...many(20, 0.9, false)];
  for (const answers of [unsure, sure, [...unsure, ...sure]]) expect(shiftOf(answers)).toBeCloseTo(0, 3);
});

test('five answers move little, hundreds as far as they say, thousands no further than the bounds', () => {
  const moved = (answers: readonly Answered[]) => model.thresholds.same - learnt(answers).same;
  expect(moved(many(5, 0.5, true))).toBeLessThan(0.007);
  // Odds of three to one where the model says one to one: ln 3 / 20.
  const threeToOne = [...many(1_500, 0.5, true), ...many(500, 0.5, false)];
  expect(moved(threeToOne)).toBeGreaterThan(0.05);
  expect(moved(threeToOne)).toBeLessThan(Math.log(3) / 20);
  expect(moved(many(100_000, 0.5, true))).toBeLessThanOrEqual(mostMoved);
  expect(moved(many(100_000, 0.5, false))).toBeGreaterThanOrEqual(-mostMoved);
});

test('the model counts as so many answers: as many against it take the threshold half of the way', () => {
  // Of twice as many "one half" three quarters were the same: 3 to 1.
  expect(shiftOf(many(answersOfModel, 0.5, true))).toBeCloseTo(Math.log(3), 2);
});

test('a probability is shifted with its odds; what is certain stays so', () => {
  expect(shifted(0.5, Math.log(3))).toBeCloseTo(0.75);
  expect([shifted(0, 1), shifted(1, -1), shifted(0.3, 0)]).toEqual([0, 1, 0.3]);
});
