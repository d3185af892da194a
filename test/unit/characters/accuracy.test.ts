import { expect, test } from 'vitest';
import { accuracyOf } from '../../../electron/engine/characters/accuracy.ts';

const certainFrom = (border: number) => (cosine: number) => (cosine >= border ? 0.9 : 0.2);

test('a guess was right where the more likely answer was given', () => {
  const judged = [
    { cosine: 0.8, correct: 1 },
    { cosine: 0.82, correct: 0 },
    { cosine: 0.4, correct: 0 },
  ];
  expect(accuracyOf(judged, certainFrom(0.6))).toMatchObject({ answered: 3, right: 2 });
});

test('answers are told by steps of cosine, with what the model had promised; empty steps are left out', () => {
  const judged = [0.81, 0.85, 0.89, 0.35].map((cosine, k) => ({ cosine, correct: k === 2 ? 0 : 1 }));
  const { bins } = accuracyOf(judged, certainFrom(0.6));
  expect(bins).toEqual([
    { from: 0.3, to: 0.4, answered: 1, same: 1, expected: 0.2 },
    { from: 0.8, to: 0.9, answered: 3, same: 2, expected: expect.closeTo(0.9) as number },
  ]);
});

test('a cosine of exactly one is counted, and no answers are no claim', () => {
  expect(accuracyOf([{ cosine: 1, correct: 1 }], () => 1).bins).toMatchObject([{ from: 0.9, to: 1, answered: 1 }]);
  expect(accuracyOf([], () => 1)).toEqual({ answered: 0, right: 0, bins: [] });
});
