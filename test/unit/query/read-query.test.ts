import { expect, test } from 'vitest';
import type { QueryNode } from '../../../electron/contract/query/query-model.ts';
import { readQuery } from '../../../electron/contract/query/read-query.ts';

/** A search as it was understood, written so that nothing is left to guess. */
function understood(node: QueryNode | null): string {
  if (!node) return '';
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.of.map(understood).join(` ${node.kind} `)})`;
    case 'not':
      return `not ${understood(node.of)}`;
    case 'text':
      return `"${node.value}"`;
    case 'word':
      return `is:${node.value}`;
    case 'number':
      return `${node.field}${node.compare}${node.value}`;
    default:
      return `${node.field}:"${node.value}"`;
  }
}

test.for([
  ['', ''],
  ['character:Mika and not character:Rei', '(character:"Mika" and not character:"Rei")'],
  ['a b or c', '(("a" and "b") or "c")'],
  ['a (b or c) not d', '("a" and ("b" or "c") and not "d")'],
  ['NOT not a', 'not not "a"'],
  ['"and" or "or"', '("and" or "or")'],
  ['character:"聖園 ミカ"', 'character:"聖園 ミカ"'],
  ['character：ミカ　tag:夏', '(character:"ミカ" and tag:"夏")'],
  ['character:Mika(winter)', 'character:"Mika(winter)"'],
  ['(character:Mika(winter))', 'character:"Mika(winter)"'],
  ['rating>=3 faces:2 faces<5', '(rating>=3 and faces=2 and faces<5)'],
  ['before:2026-01 after:2025 date:2026-02-28', '(before:"2026-01" and after:"2025" and date:"2026-02-28")'],
  ['Only:Mika IS:Favourite', '(only:"Mika" and is:favourite)'],
  ['say "a \\"b\\" \\\\ c"', '("say" and "a "b" \\ c")'],
  ['10:30', '"10:30"'],
  ['not(a or b)', 'not ("a" or "b")'],
  ['rating≧３　tag：“夏 祭”', '(rating>=3 and tag:"夏 祭")'],
  ['（a or b） 「c」', '(("a" or "b") and "「c」")'],
  ['character:ミカ（水着）', 'character:"ミカ（水着）"'],
  ['date:2026/1/5', 'date:"2026-01-05"'],
  ['faces>=99999999999', 'faces>=99999999999'],
] as const)('%s', ([text, meant]) => {
  const { tree, errors } = readQuery(text);
  expect(errors).toEqual([]);
  expect(understood(tree)).toBe(meant);
});

test.for([
  ['character:', 'missing-value', 'character:'],
  ['colour:red', 'unknown-field', 'colour'],
  ['a or', 'missing-term', 'or'],
  ['and a', 'missing-term', 'and'],
  ['not', 'missing-term', 'not'],
  ['a (b', 'unclosed-parenthesis', '('],
  ['a) b', 'stray-parenthesis', ')'],
  ['()', 'missing-term', '()'],
  ['tag:"a b', 'unclosed-quote', '"a b'],
  ['rating>=many', 'not-a-number', 'many'],
  ['before:2026-02-30', 'not-a-date', '2026-02-30'],
  ['character>Mika', 'not-comparable', 'character>'],
  ['is:red', 'unknown-word', 'red'],
  ['rating=6', 'not-a-rating', '6'],
  ['rating>=-1', 'not-a-rating', '-1'],
  ['rating:2.5', 'not-a-rating', '2.5'],
  ['faces>=', 'missing-value', 'faces>='],
  ['faces>=1.5', 'not-a-number', '1.5'],
  ['before:2026-13', 'not-a-date', '2026-13'],
  ['after:tomorrow', 'not-a-date', 'tomorrow'],
  ['or', 'missing-term', 'or'],
  ['x:1 ()', 'unknown-field', 'x'],
] as const)('what is wrong with %s is said at its place', ([text, kind, subject]) => {
  const { tree, errors } = readQuery(text);
  expect(tree).toBeNull();
  expect(errors[0]).toMatchObject({ kind, subject });
  expect(errors.map(({ from, to, subject: part }) => text.slice(from, to) === part)).not.toContain(false);
});

test('every term knows where it stands', () => {
  const text = 'a (character:Mika or tag:x) not rating>=3';
  const { tree } = readQuery(text);
  if (tree?.kind !== 'and') throw new Error('three things are asked');
  expect(tree.of.map(({ from, to }) => text.slice(from, to))).toEqual([
    'a',
    '(character:Mika or tag:x)',
    'not rating>=3',
  ]);
});

test('several things that are wrong are all told, in order', () => {
  expect(readQuery('x:1 rating>=a ) b').errors.map(({ kind }) => kind)).toEqual([
    'unknown-field',
    'not-a-number',
    'stray-parenthesis',
  ]);
});
