import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTemplate } from '../../../../../electron/engine/rename/naming/template.ts';
import { markTemplate } from '../../../../../renderer/rename/form/marked-template.ts';

test('tokens are marked, and a mistake is marked where it stands', () => {
  const template = '{character}_{nmae}|';
  expect(markTemplate(template, parseTemplate(template).errors)).toEqual([
    { text: '{character}', token: true, wrong: false },
    { text: '_', token: false, wrong: false },
    { text: '{nmae}', token: true, wrong: true },
    { text: '|', token: false, wrong: true },
  ]);
});

test('the pieces of any template put together are the template', () => {
  const typed = fc
    .array(fc.constantFrom('{', '}', 'index', ':', '000', '/', '|', '_', 'ユキ', '?'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(typed, (template) => {
      const pieces = markTemplate(template, parseTemplate(template).errors);
      expect(pieces.map(({ text }) => text).join('')).toBe(template);
    }),
  );
});
