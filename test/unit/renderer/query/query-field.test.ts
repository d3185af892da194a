import { expect, it } from 'vitest';
import type { QueryError } from '../../../../electron/contract/query/query-model.ts';
import { queryFields, queryWords } from '../../../../electron/contract/query/query-model.ts';
import { translator } from '../../../../electron/contract/translate.ts';
import { markQuery } from '../../../../renderer/query/mark-query.ts';
import { QueryField } from '../../../../renderer/query/query-field.svelte.ts';

const names = {
  characters: [
    { name: 'Mika Arai', others: ['ミカ'] },
    { name: 'Rei', others: [] },
  ],
  series: ['Blue Archive'],
  tags: ['sketch'],
  outfits: ['winter'],
  folders: ['art'],
};

function open(unknown: readonly QueryError[] = []) {
  return new QueryField({ checkQuery: async () => unknown }, () => names);
}

/** As it is typed, the caret at the end. */
function typed(text: string): QueryField {
  const field = open();
  field.type(text, text.length);
  return field;
}

const labels = (field: QueryField) => field.choices.map(({ label }) => label);

it('offers fields and characters in a word, and values after a field', () => {
  expect(labels(typed('r'))).toEqual(['rating>=', 'Rei', 'Mika Arai']);
  expect(labels(typed('rei character:ミ'))).toEqual(['Mika Arai']);
  expect(labels(typed('series:'))).toEqual(['Blue Archive']);
  expect(labels(typed('is:f'))).toEqual(['favourite', 'faceless']);
  expect(labels(typed('tag:xyz'))).toEqual([]);
});

it('puts what is chosen in its place, in quotes where it needs them', () => {
  const field = typed('not character:mi rating>=3');
  field.type('not character:mi rating>=3', 16);
  expect(field.handleKey({ key: 'ArrowDown', isComposing: false })).toBe(true);
  expect(field.handleKey({ key: 'Enter', isComposing: false })).toBe(true);
  expect([field.text, field.caret]).toEqual(['not character:"Mika Arai" rating>=3', 26]);
  const word = typed('rat');
  word.take(0);
  expect(word.text).toBe('rating>=');
});

it('offers a name in katakana while Japanese is typed as hiragana', () => {
  expect(labels(typed('character:み'))).toEqual(['Mika Arai']);
  expect(labels(typed('み'))).toEqual(['Mika Arai']);
});

it('offers fields and words by what they are called in the language of the artist', () => {
  const t = translator('ja');
  const words = {
    field: (field: keyof typeof queryFields) => t(`query.field.${field}`),
    is: (word: (typeof queryWords)[number]) => t(`query.is.${word}`),
  };
  const field = new QueryField({ checkQuery: async () => [] }, () => ({ ...names, words }));
  const offered = (text: string) => {
    field.type(text, text.length);
    return labels(field);
  };
  expect(offered('きゃら')).toEqual(['character:']);
  expect(offered('評価')).toEqual(['rating>=']);
  expect(offered('is:お気')).toEqual(['favourite']);
});

it('offers a name once, whoever has it', () => {
  const twice = { ...names, characters: [...names.characters, { name: 'Rei', others: [] }] };
  const field = new QueryField({ checkQuery: async () => [] }, () => twice);
  field.type('character:r', 11);
  expect(labels(field)).toEqual(['Rei', 'Mika Arai']);
});

it('leaves keys to an input method that composes', () => {
  const field = typed('r');
  expect(field.handleKey({ key: 'Enter', isComposing: true })).toBe(false);
  expect(field.choices.length).toBeGreaterThan(0);
});

it('shows what is wrong at its place, but not where the artist is typing', () => {
  const field = typed('rating>=x');
  expect(field.errors).toEqual([]);
  field.close();
  expect(field.errors).toMatchObject([{ kind: 'not-a-number', from: 8, to: 9 }]);
  expect(markQuery(field.text, field.errors)).toEqual([
    { text: 'rating>=', wrong: false },
    { text: 'x', wrong: true },
  ]);
});

it('shows names that nobody has once the engine has said so', async () => {
  const field = open([{ kind: 'unknown-name', from: 10, to: 14, subject: 'Mona' }]);
  field.set('character:Mona');
  await Promise.resolve();
  expect(field.errors).toMatchObject([{ kind: 'unknown-name', subject: 'Mona' }]);
});

it('takes a part out with its chip', () => {
  const field = open();
  field.set('character:Rei and (tag:a or tag:b) not rating>=3');
  expect(field.parts.map(({ kind }) => kind)).toEqual(['name', 'or', 'not']);
  field.remove(field.parts[1]!);
  expect(field.text).toBe('character:Rei not rating>=3');
  field.remove(field.parts[0]!);
  expect(field.text).toBe('not rating>=3');
  field.remove(field.parts[0]!);
  expect(field.text).toBe('');
});
