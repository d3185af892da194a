import fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryParts } from '../../../../electron/contract/query/query-parts.ts';
import { readQuery } from '../../../../electron/contract/query/read-query.ts';
import { translator } from '../../../../electron/contract/translate.ts';
import { describePart } from '../../../../renderer/query/query-wording.ts';
import { alsoHolds } from '../../../../renderer/query/within-folder.ts';
import { printed, searches, withoutPlaces, type Asked } from '../../../support/searches.ts';

const t = translator('en');
const chips = (text: string) => queryParts(text).map((part) => describePart(t, part));

it.for([
  ['a (b or c)', ['“a”', '“b” or “c”']],
  ['not (a or b)', ['not (“a” or “b”)']],
  ['a b or c', ['(“a” and “b”) or “c”']],
  ['not not tag:x', ['not not Tag x']],
] as const)('%s has chips that say what it means', ([text, said]) => {
  expect(chips(text)).toEqual(said);
});

/** What is true together, in one list. */
function together(asked: Asked): readonly Asked[] {
  return asked.kind === 'and' ? asked.of.flatMap(together) : [asked];
}

const names = {
  ...{ characters: ['Mika'], aliases: ['Rei'], tags: ['a b'], series: ['BA'], outfits: ['x'] },
  ...{ folders: ['art'], endings: ['png'] },
};

it('what is asked beside a search narrows all of it, however it is written', () => {
  fc.assert(
    fc.property(searches(names), (search) => {
      // No search by chance asks that already.
      const { tree } = readQuery(alsoHolds(printed(search), ['faces=7']));
      const term = { kind: 'number', field: 'faces', compare: '=', value: 7 };
      expect(tree && together(withoutPlaces(tree))).toEqual([...together(search.asked), term]);
    }),
  );
});

it('says (a) or (b) in a folder of both', () => {
  expect(alsoHolds('(a) or (b)', ['faces=1'])).toBe('((a) or (b)) faces=1');
});
