import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../../electron/contract/ids.ts';
import { defaultRename, type FileId } from '../../../../electron/contract/rename/rename-model.ts';
import type { NamingFace } from '../../../../electron/engine/rename/naming/characters-of.ts';
import type { LibraryFile } from '../../../../electron/engine/rename/naming/library-file.ts';
import { nameFiles, type NamingRequest } from '../../../../electron/engine/rename/naming/name-files.ts';
import { naturalKey, naturally } from '../../../../electron/engine/rename/naming/natural-order.ts';
import { undress } from '../../../../electron/engine/rename/naming/outfits.ts';
import { parseTemplate } from '../../../../electron/engine/rename/naming/template.ts';

let lastId = 0;

function face(name: string | null, more: Partial<NamingFace> = {}): NamingFace {
  const id = (lastId += 1);
  return { id: id as FaceId, character: id as CharacterId, name, sure: true, x: 0, area: 100, ...more };
}

function file(name: string, faces: readonly NamingFace[] = [], folder = '/art'): LibraryFile {
  const id = (lastId += 1);
  const size = { width: 10, height: 20 };
  return {
    file: id as FileId,
    picture: null,
    path: `${folder}/${name}`,
    folder,
    name,
    size: 1,
    mtimeMs: 0,
    ...size,
    faces,
  };
}

function names(files: readonly LibraryFile[], template: string, more: Partial<NamingRequest> = {}): (string | null)[] {
  return nameFiles(files, parseTemplate(template).parts, { ...defaultRename, ...more }).files.map(
    ({ target }) => target,
  );
}

test('counters count in natural order, per character', () => {
  const mika = face('Mika');
  const files = [file('a10.png', [mika]), file('a9.png', [mika]), file('a1.png', [face('Ren')])];
  expect(names(files, '{character}_{index:00}')).toEqual(['Ren_01.png', 'Mika_01.png', 'Mika_02.png']);
});

test('counters per batch and per folder begin where they are told to', () => {
  const files = [file('1.png', [], '/art/x'), file('2.png', [], '/art/x'), file('3.png', [], '/art/y')];
  const counter = (per: 'batch' | 'folder') => ({ counter: { per, start: 5 } });
  expect(names(files, '{index}', counter('batch'))).toEqual(['5.png', '6.png', '7.png']);
  expect(names(files, '{index}', counter('folder'))).toEqual(['5.png', '6.png', '5.png']);
  const sorted = { ...counter('folder'), mode: 'move' } as const;
  expect(names(files, '{folder}/{index}', sorted)).toEqual(['x/5.png', 'x/6.png', 'y/5.png']);
});

test('several characters are joined by size or from left to right, at most so many, each once', () => {
  const faces = [
    face('Ren', { x: 50, area: 10 }),
    face('Mika', { x: 90, area: 30 }),
    face('Ren', { x: 70, area: 5 }),
    face('Aoi', { x: 10, area: 20 }),
  ];
  const several = { order: 'largest', join: '+', limit: 3 } as const;
  expect(names([file('1.png', faces)], '{character}', { several })).toEqual(['Mika+Aoi+Ren.png']);
  expect(names([file('1.png', faces)], '{character}', { several: { ...several, limit: 1 } })).toEqual(['Mika.png']);
  const leftToRight = { several: { ...several, order: 'left-to-right' } } as const;
  expect(names([file('1.png', faces)], '{character}', leftToRight)).toEqual(['Aoi+Ren+Mika.png']);
});

test('with characters chosen, only they name the files', () => {
  const mika = face('Mika', { area: 1 });
  const scope = { characters: [mika.character ?? (0 as CharacterId)] };
  expect(names([file('1.png', [face('Ren'), mika])], '{character}', { scope })).toEqual(['Mika.png']);
});

test('a picture without a name is left out, or gets a word, where the template wants a character', () => {
  const files = [file('1.png', [face(null)]), file('2.png')];
  const skipped = nameFiles(files, parseTemplate('{character}_{index}').parts, defaultRename);
  expect(skipped).toEqual({ files: [], unnamed: 2 });
  const unnamed = { do: 'word', word: 'extra' } as const;
  expect(names(files, '{character}_{index}', { unnamed })).toEqual(['extra_1.png', 'extra_2.png']);
  expect(names(files, '{character?}_{stem}')).toEqual(['1.png', '2.png']);
  expect(names(files, 'x_{stem}')).toEqual(['x_1.png', 'x_2.png']);
});

test('an unsure face names like others, not at all, or by a word', () => {
  const files = [file('1.png', [face('Mika', { sure: false, area: 1 }), face('Ren')])];
  expect(names(files, '{character}')).toEqual(['Ren_Mika.png']);
  expect(names(files, '{character}', { unsure: { do: 'skip' } })).toEqual(['Ren.png']);
  expect(names(files, '{character}', { unsure: { do: 'word', word: 'maybe' } })).toEqual(['Ren_maybe.png']);
});

test('the extension is kept, whatever the template or the artist says', () => {
  expect(names([file('a.PNG')], '{stem}_x')).toEqual(['a_x.PNG']);
  expect(names([file('a.PNG')], '{stem}.{ext}')).toEqual(['a.PNG']);
  expect(names([file('a.PNG')], '{ext}_{stem}')).toEqual(['PNG_a.PNG']);
  const one = file('a.png');
  const typed = (name: string | null) => names([one], '{stem}', { overrides: [{ file: one.file, name }] });
  expect(typed('hero/b.png')).toEqual(['hero/b.png']);
  expect(typed('b')).toEqual(['b.png']);
  expect(typed(null)).toEqual([null]);
});

test('a name cannot lead out of the folder', () => {
  expect(names([file('1.png', [face('../up/Mi:ka')])], '{character}')).toEqual(['_up_Mi_ka.png']);
});

test('natural order takes numbers as numbers', () => {
  const order = ['b2', 'a10', 'a2', 'a02', 'A1', '白2', '白10'];
  const sorted = naturally(order.map((name) => ({ folder: '/art', name })));
  expect(sorted.map(({ name }) => name)).toEqual(['A1', 'a02', 'a2', 'a10', 'b2', '白2', '白10']);
});

// Folders in each other, in two spellings, and names that come before and after a separator.
const somePlace = fc.record({
  folder: fc.constantFrom('/art', '/art/a', '/art/A', '/art/a/1', '/art/a/01', '/art/a1', '/art/a-b', '/b'),
  name: fc
    .tuple(fc.constantFrom('', 'a', 'A', 'a-', 'Z'), fc.constantFrom('1', '01', '10', '2', ''))
    .map((both) => `${both.join('')}.png`),
});

test('files are in the natural order of their whole paths, whichever way their folders lie in each other', () => {
  fc.assert(
    fc.property(fc.array(somePlace, { maxLength: 30 }), (places) => {
      const paths = naturally(places).map(({ folder, name }) => `${folder}/${name}`);
      const keyed = places.map(({ folder, name }) => `${folder}/${name}`).map((path) => [naturalKey(path), path]);
      const expected = keyed.sort(([a = '', x = ''], [b = '', y = '']) => order(a, b) || order(x, y));
      expect(paths).toEqual(expected.map(([, path]) => path));
    }),
  );
});

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

test('an outfit is what stands in brackets at the end of a name, where the template asks for it', () => {
  const files = [
    file('1.png', [face('Mika (winter)')]),
    file('2.png', [face('ミカ（水着）')]),
    file('3.png', [face('Ren')]),
  ];
  expect(names(files, '{character}_{outfit?}_{index}')).toEqual(['Mika_winter_1.png', 'ミカ_水着_1.png', 'Ren_1.png']);
  expect(names(files, '{character}')).toEqual(['Mika (winter).png', 'ミカ（水着）.png', 'Ren.png']);
});

test('several outfits of one character give its name once, and share its counter', () => {
  const [winter, school] = [face('Mika (winter)', { area: 9 }), face('Mika (school)')];
  const files = [file('1.png', [winter, school]), file('2.png', [winter])];
  expect(names(files, '{character}_{index}_{outfit?}')).toEqual(['Mika_1_school_winter.png', 'Mika_2_winter.png']);
});

test.each([
  ['Mika', { who: 'Mika', outfit: null }],
  ['Mika(winter)', { who: 'Mika', outfit: 'winter' }],
  ['Mika (Arai) (winter)', { who: 'Mika (Arai)', outfit: 'winter' }],
  ['(winter)', { who: '(winter)', outfit: null }],
  ['Mika ()', { who: 'Mika ()', outfit: null }],
  ['Mika (winter) 2', { who: 'Mika (winter) 2', outfit: null }],
])('%s is taken apart into who and outfit', (name, dressed) => {
  expect(undress(name)).toEqual(dressed);
});

test('outfits that an artist said come before those in names, and series and other names can stand in a name', () => {
  const cast = {
    series: ['Blue Archive'],
    aliases: [
      { name: 'ミカ', language: 'ja' },
      { name: 'Misono', language: null },
    ],
  };
  const files = [
    file('1.png', [face('Mika', { outfit: 'winter', cast }), face('Rei (suit)', { area: 9 })]),
    file('2.png', [face('Mika', { cast })]),
    file('3.png', [face('Rei')]),
  ];
  expect(names(files, '{character}_{outfit?}')).toEqual(['Mika_Rei_winter_suit.png', 'Mika.png', 'Rei.png']);
  expect(names(files, '{series?}_{stem}')).toEqual(['Blue Archive_1.png', 'Blue Archive_2.png', '3.png']);
  expect(names(files, '{alias:ja}')).toEqual(['ミカ_Rei (suit).png', 'ミカ.png', 'Rei.png']);
  expect(names(files, '{alias:JA}_{stem}')).toEqual(['ミカ_Rei (suit)_1.png', 'ミカ_2.png', 'Rei_3.png']);
  expect(names(files, '{alias:ko}_{stem}')).toEqual(['Mika_Rei (suit)_1.png', 'Mika_2.png', 'Rei_3.png']);
  expect(parseTemplate('{alias:j/a}').errors).toMatchObject([{ kind: 'unknown-filter', subject: 'j/a' }]);
});
