import { expect, test } from 'vitest';
import { pointAt } from '../../../electron/cli/catalogue/point-at.ts';

test.for([
  ['rating>=x', 8, 9, '  rating>=x\n          ^'],
  ['聖園ミカ rating>=x', 13, 14, '  聖園ミカ rating>=x\n                   ^'],
  ['tag:夏　x:1', 6, 7, '  tag:夏　x:1\n          ^'],
  ['か\u3099 x:1', 3, 4, '  か\u3099 x:1\n     ^'],
  ['a\nx:1', 2, 3, '  a x:1\n    ^'],
  ['tag:「夏」', 4, 7, '  tag:「夏」\n      ^^^^^^'],
] as const)('%s has its mark below what is wrong', ([text, from, to, shown]) => {
  expect(pointAt(text, { from, to })).toBe(shown);
});

test('of a long search the part around the place is shown', () => {
  const [text, mark] = pointAt(`${'a '.repeat(5_000)}x:1${' b'.repeat(5_000)}`, { from: 10_000, to: 10_001 }).split(
    '\n',
  );
  expect([text?.length, mark?.length]).toEqual([2 + 1 + 50 + 50 + 1, 2 + 1 + 50 + 1]);
  expect(text?.charAt(mark!.indexOf('^'))).toBe('x');
});
