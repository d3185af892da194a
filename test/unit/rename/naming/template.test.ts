import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateHelp } from '../../../../electron/cli/files/template-help.ts';
import { templateTokens } from '../../../../electron/contract/rename/rename-model.ts';
import { completeTemplate } from '../../../../electron/engine/rename/naming/completion.ts';
import { fillIn } from '../../../../electron/engine/rename/naming/fill-in.ts';
import { problemOfName, safeValue } from '../../../../electron/engine/rename/naming/safe-names.ts';
import { slug } from '../../../../electron/engine/rename/naming/slug.ts';
import { parseTemplate } from '../../../../electron/engine/rename/naming/template.ts';
import type { TokenValues } from '../../../../electron/engine/rename/naming/tokens.ts';

const values: TokenValues = {
  character: 'Mika Arai',
  index: 7,
  stem: 'IMG_1',
  ext: 'PNG',
  folder: 'events',
  date: new Date(2026, 0, 9, 8, 5, 3).getTime(),
  width: 640,
  height: 480,
  outfit: null,
  series: null,
  alias: null,
};

const filled = (template: string, more: Partial<TokenValues> = {}) =>
  fillIn(parseTemplate(template).parts, { ...values, ...more }).path;

test.each([
  ['{character}_{index:000}', 'Mika Arai_007'],
  ['{character:slug}-{index}', 'mika-arai-7'],
  ['{folder}/{date}/{stem}.{ext}', 'events/2026-01-09/IMG_1.PNG'],
  ['{date:YYYYMMDD}_{date:hh-mm-ss}', '20260109_08-05-03'],
  ['{width}x{height:0000}', '640x0480'],
])('%s becomes %s', (template, name) => {
  expect(parseTemplate(template).errors).toEqual([]);
  expect(filled(template)).toBe(name);
});

test.each([
  ['{character}_{outfit?}_{index}', 'Mika Arai_7'],
  ['{outfit?}_{stem}', 'IMG_1'],
  ['{character}-{outfit?}', 'Mika Arai'],
  ['{character}/{outfit?}-{stem}.{ext}', 'Mika Arai/IMG_1.PNG'],
  ['{character} {outfit?:slug}.{ext}', 'Mika Arai.PNG'],
])('an optional token without a value takes one separator along: %s', (template, name) => {
  expect(filled(template)).toBe(name);
});

test('a token that has a value is used, optional or not', () => {
  expect(filled('{character}_{outfit?}_{index}', { outfit: 'Winter' })).toBe('Mika Arai_Winter_7');
});

test('a token without a value that is not optional is named', () => {
  expect(fillIn(parseTemplate('{stem}_{outfit}').parts, values).missing).toBe('outfit');
  expect(fillIn(parseTemplate('{stem}_{outfit?}').parts, values).missing).toBeNull();
});

test.each([
  ['', 'empty', 0, 0],
  ['   ', 'empty', 0, 3],
  ['a{stem', 'unclosed', 1, 6],
  ['a}b', 'stray-brace', 1, 2],
  ['x{name}', 'unknown-token', 1, 7],
  ['{stem:loud}', 'unknown-filter', 6, 10],
  ['{index:0a}', 'unknown-filter', 7, 9],
  ['a:b', 'forbidden-character', 1, 2],
  ['a\\b', 'forbidden-character', 1, 2],
  ['a//b', 'empty-folder', 1, 3],
  ['../b', 'dot-folder', 0, 2],
])('%j is wrong: %s from %i to %i', (template, kind, from, to) => {
  expect(parseTemplate(template).errors).toEqual([{ kind, from, to, subject: template.slice(from, to) }]);
});

test('every error of a template is told at once, in order', () => {
  expect(parseTemplate('{who}:{stem:x').errors.map(({ kind, from }) => [kind, from])).toEqual([
    ['unknown-token', 0],
    ['forbidden-character', 5],
    ['unclosed', 6],
  ]);
});

test('any text is a template or has errors inside it', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('{', '}', '/', ':', '?', '.', ' ', 'a', 'stem', 'index', '000', '\u0000', 'が', '😀'),
      }),
      (template) => {
        for (const { from, to, subject } of parseTemplate(template).errors) {
          expect(0 <= from && from <= to && to <= template.length).toBe(true);
          expect(template.slice(from, to)).toBe(subject);
        }
      },
    ),
  );
});

test('completion offers tokens that begin as typed, and their filters', () => {
  expect(completeTemplate('a_{ind', 6)).toEqual({
    from: 2,
    to: 6,
    choices: [
      { insert: '{index}', token: 'index', filter: null },
      { insert: '{index:000}', token: 'index', filter: '000' },
    ],
  });
  expect(completeTemplate('{character:s}_x', 12)).toEqual({
    from: 0,
    to: 13,
    choices: [{ insert: '{character:slug}', token: 'character', filter: 'slug' }],
  });
  expect(completeTemplate('{stem}_', 7)).toBeNull();
  expect(completeTemplate('plain', 3)).toBeNull();
});

test('every completion is a template without errors', () => {
  const all = completeTemplate('{', 1)?.choices ?? [];
  expect(all.length).toBeGreaterThan(10);
  for (const { insert } of all) expect(parseTemplate(insert).errors).toEqual([]);
});

test.each(templateTokens)('the help of the command line tells of {%s}', (token) => {
  expect(templateHelp).toMatch(new RegExp(`^  .*\\{${token}[?}]`, 'm'));
});

test('a value can be part of a file name on every system', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          ...Array.from('ab. /\\:*?"<>|あ😀'),
          'CON',
          'nul',
          'com1',
          '\u0000',
          '\u0301',
          '\u3099',
          '\u200d',
          '\u202e',
        ),
      }),
      (value) => {
        const name = safeValue(value);
        if (name !== '') expect([null, 'name-too-long']).toContain(problemOfName(name));
        expect(name.includes('/')).toBe(false);
        expect(name).toBe(name.normalize('NFC'));
      },
    ),
  );
});

test.each([
  ['CON', 'reserved-name'],
  ['nul.png', 'reserved-name'],
  ['LPT¹.txt', 'reserved-name'],
  ['console.png', null],
  ['a?.png', 'forbidden-character'],
  ['a\u0007.png', 'forbidden-character'],
  ['a.', 'trailing-dot-or-space'],
  ['a ', 'trailing-dot-or-space'],
  ['.a', 'hidden-name'],
  ['', 'empty-name'],
  [`${'a'.repeat(251)}.png`, null],
  [`${'a'.repeat(252)}.png`, 'name-too-long'],
  [`${'あ'.repeat(83)}.png`, null],
  [`${'あ'.repeat(84)}.png`, 'name-too-long'],
])('the name %j: %s', (name, problem) => {
  expect(problemOfName(name)).toBe(problem);
});

test.each([
  ['Mika Arai', 'mika-arai'],
  ['  Élodie D’Arc!! ', 'elodie-darc'],
  ['白石 凛', '白石-凛'],
  ['が', 'が'],
  ['が', 'が'],
  ['Ｒｅｎ', 'ren'],
])('the slug of %s is %s', (text, expected) => {
  expect(slug(text)).toBe(expected);
});
