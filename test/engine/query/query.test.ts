import { utimes } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { readQuery } from '../../../electron/contract/query/read-query.ts';
import { compileQuery } from '../../../electron/engine/query/compile-query.ts';
import { libraryNames, likeName } from '../../../electron/engine/query/library-names.ts';
import { searchSql } from '../../../electron/engine/query/picture-search.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { blue, draw, green, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const all = { offset: 0, limit: 1_000 };

/** Mika is red, Rei is blue, and green is nobody; each file a day after the one before. */
async function cast(here: Bench) {
  const pictures = {
    'cards/mika 1.png': [red],
    'cards/both.png': [shade(red, 1), blue],
    'events/Rei.png': [shade(blue, 1)],
    'events/old/ｍｉｋａ 2.webp': [shade(red, 2)],
    'events/crowd.png': [shade(red, 3), shade(blue, 2), green],
  };
  for (const [k, [name, cells]] of Object.entries(pictures).entries()) {
    const time = new Date(2026, 0, k + 1, 12);
    await utimes(await draw(here.art, name, cells, k), time, time);
  }
  const opened = await openIndexed(here);
  const { engine } = opened;
  const groups = await engine.listCharacters();
  const [mika, rei] = groups.map(({ id }) => id) as [CharacterId, CharacterId];
  await engine.nameCharacter(mika, 'Mika');
  await engine.nameCharacter(rei, 'Rei');
  await engine.setAliases(mika, [{ name: '聖園ミカ', language: 'ja' }]);
  await engine.addToSeries([mika], 'Blue Archive');
  await engine.tagCharacters([rei], 'pilot');
  const found = async (query: string) => (await engine.searchPictures(query, all)).pictures;
  const paths = async (query: string) =>
    (await found(query)).map(({ paths }) => paths.map((path) => nameBelow(here.art, path))[0]).sort();
  const pictureOf = async (query: string) => (await found(query)).map(({ id }) => id);
  await engine.ratePictures(await pictureOf('name:both'), 4);
  await engine.favourPictures(await pictureOf('name:both'), true);
  await engine.ratePictures(await pictureOf('name:rei'), 2);
  await engine.tagPictures(await pictureOf('folder:old'), '夏');
  const faces = await engine.listFaces(mika, all);
  await engine.setOutfit(
    faces.filter(({ path }) => path.includes('cards')).map(({ id }) => id),
    'winter',
  );
  return { ...opened, mika, rei, paths, found };
}

const [mika1, both, rei1, mika2, crowd] = [
  'cards/mika 1.png',
  'cards/both.png',
  'events/Rei.png',
  'events/old/ｍｉｋａ 2.webp',
  'events/crowd.png',
];

test('a search finds the pictures that it asks for', async () => {
  await using here = await bench();
  const { library, paths, found } = await cast(here);
  await using _closed = library;
  const answers: Record<string, (string | undefined)[]> = {
    '': [mika1, both, rei1, mika2, crowd],
    'character:Mika and not character:Rei': [mika1, mika2],
    'character:Mika character:Rei': [both, crowd],
    'character:聖園ミカ or tag:pilot': [mika1, both, rei1, mika2, crowd],
    'only:mika': [mika1, mika2],
    'character:m*a': [mika1, both, mika2, crowd],
    'series:"blue archive" folder:cards': [mika1, both],
    'outfit:winter': [mika1, both],
    'outfit:Mika/winter not character:Rei': [mika1],
    'outfit:winter rating>=3 faces>=2': [both],
    'tag:夏': [mika2],
    'tag:pilot faces=1': [rei1],
    'folder:EVENTS/old': [mika2],
    'folder:events': [rei1, mika2, crowd],
    [`folder:"${here.art}/cards"`]: [mika1, both],
    'format:webp': [mika2],
    'name:mika*': [mika1, mika2],
    'name:*2': [mika2],
    'name:c*d.png': [crowd],
    'name:b*h*x': [],
    'format:png name:c': [crowd],
    'before:2026-01-03': [mika1, both],
    'after:2026-01-04': [crowd],
    'date:2026-01-03': [rei1],
    'rating<=2 not rating=0': [rei1],
    'rating=0': [mika1, mika2, crowd],
    'is:favourite': [both],
    'is:unnamed': [crowd],
    'is:faceless': [],
    mika: [mika1, both, mika2, crowd],
    ミカ: [mika1, both, mika2, crowd],
    'crowd or (cards not both)': [mika1, crowd],
    'not (folder:cards or folder:old)': [rei1, crowd],
    'not(folder:cards or folder:old)': [rei1, crowd],
    '（ｔａｇ：“夏”　or　faces≧３）': [mika2, crowd],
  };
  const got: typeof answers = {};
  for (const query of Object.keys(answers)) got[query] = await paths(query);
  expect(got).toEqual(Object.fromEntries(Object.entries(answers).map(([query, names]) => [query, names.toSorted()])));
  expect((await found('character:Rei')).map(({ paths }) => paths.map((path) => nameBelow(here.art, path))[0])).toEqual([
    crowd,
    rei1,
    both,
  ]);
});

test('what is found is told of with its faces, characters, tags and stars', async () => {
  await using here = await bench();
  const { library, found, mika, rei } = await cast(here);
  await using _closed = library;
  expect(await found('name:both')).toMatchObject([
    { faces: 2, characters: [mika, rei], rating: 4, favourite: true, tags: [], size: { width: 64, height: 32 } },
  ]);
});

test('in the pictures of a search, the faces are those of whom it names', async () => {
  await using here = await bench();
  const { library, engine, mika, rei } = await cast(here);
  await using _closed = library;
  const charactersOf = async (query: string) =>
    (await engine.searchFaces({ query }, all)).faces.map(({ character }) => character);
  expect(await charactersOf('character:Mika character:Rei folder:cards')).toEqual([mika, rei]);
  expect(await charactersOf('character:Mika folder:cards')).toEqual([mika, mika]);
  expect(await charactersOf('faces>=2 folder:cards')).toEqual([mika, rei]);
  expect(await charactersOf('outfit:winter not character:Rei')).toEqual([mika]);
  // Of whom one alternative names, and everybody where the other one names nobody.
  expect(await charactersOf('character:Mika folder:old or name:both')).toEqual([mika, mika, rei]);
  expect((await engine.filterCharacters({ query: 'folder:cards' })).toSorted()).toEqual([mika, rei].toSorted());
  expect(await engine.listFaces(mika, all, { filter: { query: 'folder:old' } })).toHaveLength(1);
});

test('a sample is looked for inside a search', async () => {
  await using here = await bench();
  const { library, engine, mika } = await cast(here);
  await using _closed = library;
  const [face] = await engine.listFaces(mika, all, { filter: { query: 'name:1' } });
  const matches = async (within?: string) =>
    (
      await engine.find([{ libraryFace: face!.id }], {
        limit: 10,
        min: 0.9,
        ...(within === undefined ? {} : { within }),
      })
    ).matches.map(({ path }) => nameBelow(here.art, path));
  expect((await matches()).toSorted()).toEqual([both, crowd, mika2].toSorted());
  expect(await matches('folder:cards')).toEqual([both]);
  await expect(matches('folder:')).rejects.toMatchObject({ code: 'bad-query' });
});

test('what is wrong with a search is said with its place: also names that nobody has', async () => {
  await using here = await bench();
  const { library, engine, paths } = await cast(here);
  await using _closed = library;
  expect(await engine.checkQuery('mika rating>=x')).toEqual([{ kind: 'not-a-number', from: 13, to: 14, subject: 'x' }]);
  expect(await engine.checkQuery('tag:none not (character:"No One" or format:xyz)')).toEqual([
    { kind: 'unknown-name', from: 4, to: 8, subject: 'none' },
    { kind: 'unknown-name', from: 24, to: 32, subject: 'No One' },
    { kind: 'unknown-name', from: 43, to: 46, subject: 'xyz' },
  ]);
  expect(await paths('character:Nobody or name:crowd')).toEqual([crowd]);
  expect(await engine.checkQuery('character:Mika')).toEqual([]);
});

test.for([
  ['mika*', 'mika (winter)', true],
  ['*winter)', 'mika (winter)', true],
  ['m*a*t*', 'mika (winter)', true],
  ['mika*a', 'mika', false],
  ['mi*ka', 'mika', true],
  ['ｍｉＫＡ', 'mika', true],
] as const)('%s for %s: %s', ([wanted, name, fits]) => {
  expect(likeName(wanted)(name)).toBe(fits);
});

test.for([
  ['character:Mika not character:Rei rating>=3', ['face_by_character_shown', 'face_by_picture_shown']],
  ['rating>=3 folder:cards', ['picture_by_rating', 'file_by_picture']],
  ['series:BA folder:cards before:2026', ['character_by_series', 'face_by_character_shown', 'file_by_picture']],
  ['outfit:winter faces>=2', ['outfit_by_name']],
  ['tag:sketch only:Mika', ['picture_by_tag', 'face_by_character_shown', 'face_by_picture_shown']],
  ['is:favourite format:png', ['picture_favourite', 'file_by_picture']],
] as const)('%s is answered by indexes', async ([query, wanted]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  db.exec(`INSERT INTO character (name) VALUES ('Mika'), ('Rei'); INSERT INTO character_series VALUES (1, 'BA');
    INSERT INTO picture (hash) VALUES (x'00'); INSERT INTO picture_tag VALUES (1, 'sketch');
    INSERT INTO face (picture, x, y, width, height, score, embedding, character) VALUES (1, 0, 0, 9, 9, 1, x'00', 1);
    INSERT INTO outfit VALUES (1, 1, 'winter')`);
  const names = libraryNames(openStores(db));
  const { picture, parameters } = compileQuery(readQuery(query).tree, {
    names,
    files: { fitting: () => null },
    separator: '/',
  });
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${searchSql(picture)}`).all({ ...parameters, limit: 1, offset: 0 });
  const plan = steps.map((step) => (step as { detail: string }).detail).join('\n');
  for (const index of wanted) expect(plan).toContain(index);
  expect(plan).not.toMatch(/SCAN (p|f|face|file|picture)\b/u);
});

test('the longest search is answered, in every way that one is asked; a longer one cannot be read', async () => {
  await using here = await bench();
  const { library, engine } = await cast(here);
  await using _closed = library;
  const longest = [
    'a '.repeat(1_000),
    'a or '.repeat(399) + 'a',
    'not '.repeat(499) + 'a',
    '(not '.repeat(280) + 'a' + ')'.repeat(280),
  ];
  for (const query of longest) {
    expect(await engine.checkQuery(query)).toEqual([]);
    const { total } = await engine.searchPictures(query, all);
    expect((await engine.pictureShapes({ filter: { query } }, 'path')).count).toBe(total);
    expect((await engine.searchFaces({ query }, all)).pictures).toBeLessThanOrEqual(total);
  }
  const longer = 'a '.repeat(5_000);
  expect(await engine.checkQuery(longer)).toMatchObject([{ kind: 'too-long', from: 2_000, to: 10_000 }]);
  await expect(engine.searchPictures(longer, all)).rejects.toMatchObject({ code: 'bad-query' });
});

test('the grid of whole pictures shows those of a search', async () => {
  await using here = await bench();
  const { library, engine } = await cast(here);
  await using _closed = library;
  const scope = { filter: { query: 'character:Mika not folder:cards' } };
  expect((await engine.pictureShapes(scope, 'path')).count).toBe(2);
  const rows = await engine.listPictures(scope, 'path', all);
  expect(rows.map(({ path }) => nameBelow(here.art, path))).toEqual([crowd, mika2]);
});
