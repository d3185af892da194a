import { expect, test } from 'vitest';
import { accuracyOf } from '../../../electron/engine/review/accuracy.ts';
import type { Judged } from '../../../electron/engine/store/facts.ts';

const certainFrom = (border: number) => (cosine: number) => (cosine >= border ? 0.9 : 0.2);
const judged = (kind: Judged['kind'], cosine: number, isSame: boolean, expected: number | null = null): Judged => {
  return { kind, cosine, isSame, expected, version: kind === 'unknown' ? null : 'fake-1' };
};

test('a question was guessed right where the more likely answer was given, a suggestion where it was accepted', () => {
  const questions = [judged('question', 0.6, true, 0.7), judged('question', 0.9, true, 0.3)];
  expect(accuracyOf(questions, () => 0)).toMatchObject({ answered: 2, right: 1 });
  const suggestions = [judged('suggestion', 0.6, true), judged('suggestion', 0.6, false)];
  expect(accuracyOf(suggestions, () => 0)).toMatchObject({ answered: 2, right: 1 });
});

test('of answers from before kinds were noted, the table of pairs says what was likely', () => {
  const before = [judged('unknown', 0.8, true), judged('unknown', 0.82, false), judged('unknown', 0.4, false)];
  expect(accuracyOf(before, certainFrom(0.6))).toMatchObject({ answered: 3, right: 2 });
});

test('kinds are told apart, by steps of cosine, with what the model had promised; what nobody answered is left out', () => {
  const answers = [
    ...[0.81, 0.85, 0.89].map((cosine, k) => judged('question', cosine, k !== 2, 0.6 + k / 10)),
    judged('suggestion', 0.85, true),
    judged('suggestion', 0.35, true),
  ];
  expect(accuracyOf(answers, certainFrom(0.6)).kinds).toEqual([
    {
      ...{ kind: 'question', answered: 3, right: 2 },
      bins: [{ from: 0.8, to: 0.9, answered: 3, same: 2, expected: expect.closeTo(0.7) as number }],
    },
    {
      ...{ kind: 'suggestion', answered: 2, right: 2 },
      bins: [
        { from: 0.3, to: 0.4, answered: 1, same: 1, expected: null },
        { from: 0.8, to: 0.9, answered: 1, same: 1, expected: null },
      ],
    },
  ]);
});

test('a cosine of exactly one is counted, and no answers are no claim', () => {
  const { kinds } = accuracyOf([judged('unknown', 1, true)], () => 1);
  expect(kinds[0]?.bins).toMatchObject([{ from: 0.9, to: 1, answered: 1, expected: 1 }]);
  expect(accuracyOf([], () => 1)).toEqual({ answered: 0, right: 0, kinds: [] });
});
