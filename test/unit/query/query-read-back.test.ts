import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from '../../../electron/contract/query/read-query.ts';
import { printed, searches, withoutPlaces, type Asked } from '../../support/searches.ts';

const names = {
  characters: ['Mika', 'O"Hara (winter)', 'not', 'ミカ　聖園', 'a\\"b'],
  aliases: ['and', 'レイ（水着）'],
  tags: ['x"y', '50%'],
  series: ['Blue Archive'],
  outfits: ['a/b'],
  folders: ['two words'],
  endings: ['png'],
};

test('a search that is written down is read as it was meant, in any of its spellings', () => {
  fc.assert(
    fc.property(searches(names), (search) => {
      const { tree, errors } = readQuery(printed(search));
      expect(errors).toEqual([]);
      expect(tree && withoutPlaces(tree)).toEqual(search.asked);
    }),
    { numRuns: 5_000 },
  );
});

test('what cannot be read in a search is told of once, and nothing that can be', () => {
  fc.assert(
    fc.property(searches(names), (search) => {
      let wrong = 0;
      const spoilt = (asked: Asked): Asked => {
        if (asked.kind === 'and' || asked.kind === 'or') return { ...asked, of: asked.of.map(spoilt) };
        if (asked.kind === 'not') return { ...asked, of: spoilt(asked.of) };
        if (asked.kind !== 'number') return asked;
        wrong += 1;
        return { ...asked, field: 'faces', value: NaN };
      };
      const { tree, errors } = readQuery(printed({ ...search, asked: spoilt(search.asked) }));
      expect(errors.map(({ kind }) => kind)).toEqual(Array.from({ length: wrong }, () => 'not-a-number'));
      expect(tree === null).toBe(wrong > 0);
    }),
    { numRuns: 3_000 },
  );
});

test('whatever is typed is read or told of, each mistake once and at a place of its own', () => {
  const pieces = [
    '"',
    '(',
    ')',
    '（',
    '）',
    'and',
    'or',
    'not',
    ' ',
    '　',
    'a',
    'rating',
    '>=',
    ':',
    '：',
    '\\',
    'x:1',
    '3',
    'tag:',
    'İ',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (typed) => {
      const text = typed.join('');
      const { tree, errors } = readQuery(text);
      expect(tree === null || errors.length === 0).toBe(true);
      expect(new Set(errors.map(({ kind, from }) => `${kind} ${from}`)).size).toBe(errors.length);
      for (const { from, to, subject } of errors) expect([text.slice(from, to), to > from]).toEqual([subject, true]);
      if (text.trim() !== '' && tree === null) expect(errors).not.toEqual([]);
    }),
    { numRuns: 5_000 },
  );
});
