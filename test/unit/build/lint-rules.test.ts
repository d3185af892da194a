import js from '@eslint/js';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';
import { messagesIn } from '../../../build/lint/tsgolint.ts';
import { aheadOfOxlint, forOxlint, scriptRules, typeScriptRules, withoutOxlint } from '../../../build/lint/rules.ts';

const isOn = (level: unknown) => !['off', 0].includes((Array.isArray(level) ? level[0] : level) as string | number);
const plain = (name: string) => name.slice(name.indexOf('/') + 1);

test.each([
  { rules: typeScriptRules, kind: 'TypeScript' },
  { rules: scriptRules, kind: 'scripts' },
])('no rule for $kind is lost between the linters', ({ rules }) => {
  const oxlint = Object.entries({ ...forOxlint(typeScriptRules), ...forOxlint(rules) });
  const kept = new Set(oxlint.filter(([, level]) => isOn(level)).map(([name]) => plain(name)));
  const lost = Object.keys(rules)
    .filter((name) => isOn(rules[name]))
    .filter((name) => !kept.has(plain(name)) && !withoutOxlint.includes(name) && !aheadOfOxlint.includes(plain(name)));
  expect(lost).toEqual([]);
});

test('the rules are the two sets that the code is held to, and the differences are named', () => {
  const recommended = Object.keys(js.configs.recommended.rules);
  const strict = ts.configs.strictTypeChecked.flatMap((config) => Object.keys(config.rules ?? {}));
  expect(Object.keys(typeScriptRules)).toEqual(expect.arrayContaining([...recommended, ...strict]));
});

test('a rule of typescript-eslint is on in oxlint though the core rule that it extends is off', () => {
  const unused = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }];
  expect(forOxlint(typeScriptRules)).toMatchObject({ 'eslint/no-unused-vars': unused });
});

test('what tsgolint says comes in frames, each with its length', () => {
  const frame = (message: object) => {
    const json = Buffer.from(JSON.stringify(message));
    const header = Buffer.alloc(5, 1);
    header.writeUInt32LE(json.length);
    return Buffer.concat([header, json]);
  };
  const said = [
    { message: { description: 'first – with more bytes than letters' } },
    { message: { description: 'b' } },
  ];
  expect(messagesIn(Buffer.concat(said.map(frame)))).toEqual(said);
  expect(messagesIn(Buffer.alloc(0))).toEqual([]);
});
