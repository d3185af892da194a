import { expect, test } from 'vitest';
import en from '../../../../electron/contract/languages/en.json' with { type: 'json' };
import { tokens } from '../../../../electron/engine/rename/naming/tokens.ts';

test('every token, and every filter that is offered, has its words in the window', () => {
  const wanted = Object.entries(tokens).flatMap(([token, { filters }]) => [
    `token.${token}`,
    ...filters.map((filter) => `token.${token}:${filter}`),
  ]);
  expect(wanted.filter((key) => !(key in en))).toEqual([]);
});
