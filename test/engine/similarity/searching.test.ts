import { utimes } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { LibraryFilter } from '../../../electron/contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { listedSql, searched } from '../../../electron/engine/store/faces/face-search.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { blue, draw, green, red, shade } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const all = { offset: 0, limit: 1_000 };
const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

async function at(path: string, days: number): Promise<void> {
  const time = new Date(start + days * day);
  await utimes(path, time, time);
}

/** Three red faces of Zoë, two green ones, and one picture with a red and a blue face. */
async function openIndexed(here: Bench) {
  await at(await draw(here.art, 'cast/Hero 1.png', [red], 0), 0);
  await at(await draw(here.art, 'cast/hero 2.PNG', [shade(red, 1)], 1), 1);
  await at(await draw(here.art, 'ｋｙｒａ/green.png', [green], 2), 2);
  await at(await draw(here.art, 'ｋｙｒａ/green.webp', [shade(green, 1)], 3), 3);
  await at(await draw(here.art, 'events/both.png', [shade(red, 2), blue], 4), 4);
  const library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [reds] = (await engine.listCharacters()).map(({ id }) => id) as [CharacterId];
  await engine.nameCharacter(reds, 'Zoë');
  await engine.whenIdle();
  const names = async (filter: LibraryFilter) =>
    (await engine.searchFaces(filter, all)).faces.map(({ path }) => nameBelow(here.art, path));
  return { library, engine, reds, names };
}

test('faces are found by path or name in any case and width, newest file first', async () => {
  await using here = await bench();
  const { library, names } = await openIndexed(here);
  await using _closed = library;
  expect(await names({ text: 'HERO' })).toEqual(['cast/hero 2.PNG', 'cast/Hero 1.png']);
  expect(await names({ text: ' kyra ' })).toEqual(['ｋｙｒａ/green.webp', 'ｋｙｒａ/green.png']);
  expect(await names({ text: 'ZOË' })).toEqual(['events/both.png', 'cast/hero 2.PNG', 'cast/Hero 1.png']);
  expect(await names({ text: '100%' })).toEqual([]);
});

test('pages of all faces are what is found at once, a picture with two files once', async () => {
  await using here = await bench();
  const { library, engine, names } = await openIndexed(here);
  await using _closed = library;
  await at(await draw(here.art, 'cast/copy of both.png', [shade(red, 2), blue], 4), 2.5);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const whole = await engine.searchFaces({}, all);
  expect(whole).toMatchObject({ total: 6, pictures: 5 });
  for (const limit of [1, 2, 4, 5]) {
    const paged: number[] = [];
    for (let offset = 0; offset < whole.total; offset += limit)
      paged.push(...(await engine.searchFaces({}, { offset, limit })).faces.map(({ id }) => id));
    expect(paged).toEqual(whole.faces.map(({ id }) => id));
  }
  expect((await engine.searchFaces({}, { offset: 6, limit: 3 })).faces).toEqual([]);
  // Its newest file says where it stands, its first path how it is called.
  expect((await names({})).slice(0, 2)).toEqual(['cast/copy of both.png', 'cast/copy of both.png']);
});

test('pages of a group go on from the confirmed faces to the others', async () => {
  await using here = await bench();
  for (let k = 0; k < 7; k += 1) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  const { engine, ...library } = here.open();
  await using _closed = { ...library, engine };
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [group] = await engine.listCharacters();
  const { id } = group!;
  const listed = async (limit: number) => {
    const pages: number[] = [];
    for (let offset = 0; offset < 8; offset += limit)
      pages.push(...(await engine.listFaces(id, { offset, limit })).map((face) => face.id));
    return pages;
  };
  const everyone = await listed(100);
  expect(everyone).toHaveLength(7);
  await engine.acceptFaces(
    everyone.slice(4).map((face) => face as FaceId),
    id,
  );
  const [first] = await engine.listFaces(id, all);
  expect(first).toMatchObject({ state: 'confirmed' });
  const states = (await engine.listFaces(id, all)).map(({ state }) => state);
  expect(states.lastIndexOf('confirmed')).toBe(states.filter((state) => state === 'confirmed').length - 1);
  const ids = (await engine.listFaces(id, all)).map((face) => face.id);
  for (const limit of [1, 2, 3, 4]) expect(await listed(limit)).toEqual(ids);
  const similar = (await engine.listFaces(id, all, { sort: 'similarity' })).map((face) => face.id);
  expect(similar).toEqual(ids);
});

test('without a question all faces are found, also after what was just found has changed', async () => {
  await using here = await bench();
  const { library, engine, names } = await openIndexed(here);
  await using _closed = library;
  const both = ['events/both.png', 'events/both.png'];
  const before = [...both, 'ｋｙｒａ/green.webp', 'ｋｙｒａ/green.png', 'cast/hero 2.PNG', 'cast/Hero 1.png'];
  expect(await names({})).toEqual(before);
  expect(await engine.searchFaces({}, { offset: 1, limit: 2 })).toMatchObject({ total: 6, pictures: 5 });
  const [last] = (await engine.searchFaces({}, { offset: 5, limit: 1 })).faces;
  await engine.markNotFace([last!.id]);
  expect(await names({})).toEqual(before.slice(0, 5));
  expect(await engine.searchFaces({}, all)).toMatchObject({ total: 5, pictures: 4 });
});

test('filters narrow each other: type, time, faces in the picture, without a name', async () => {
  await using here = await bench();
  const { library, engine, names } = await openIndexed(here);
  await using _closed = library;
  expect(await names({ types: ['webp'] })).toEqual(['ｋｙｒａ/green.webp']);
  expect(await names({ types: ['png'], toMs: start + 1.5 * day })).toEqual(['cast/hero 2.PNG', 'cast/Hero 1.png']);
  expect(await names({ fromMs: start + 2.5 * day, maxFaces: 1 })).toEqual(['ｋｙｒａ/green.webp']);
  expect(await names({ minFaces: 2 })).toEqual(['events/both.png', 'events/both.png']);
  expect(await names({ minFaces: 2, unnamed: true })).toEqual(['events/both.png']);
  const [folder] = await engine.listFolders();
  expect(await names({ folder: folder!.id, unnamed: true, text: 'green' })).toHaveLength(2);
  expect(await engine.searchFaces({}, { offset: 1, limit: 2 })).toMatchObject({
    faces: [{}, {}],
    total: 6,
    pictures: 5,
  });
});

test('characters with a face that fits, and the faces of one, are filtered and sorted', async () => {
  await using here = await bench();
  const { library, engine, reds } = await openIndexed(here);
  await using _closed = library;
  const [, greens] = (await engine.listCharacters()).map(({ id }) => id) as [CharacterId, CharacterId];
  expect(await engine.filterCharacters({ types: ['png'] })).toEqual([reds, greens].toSorted((a, b) => a - b));
  expect(await engine.filterCharacters({ minFaces: 2 })).toEqual([reds]);
  const paths = async (listing: Parameters<typeof engine.listFaces>[2]) =>
    (await engine.listFaces(reds, all, listing)).map(({ path }) => nameBelow(here.art, path));
  expect(await paths({ sort: 'newest' })).toEqual(['events/both.png', 'cast/hero 2.PNG', 'cast/Hero 1.png']);
  expect(await paths({ sort: 'path' })).toEqual(['cast/Hero 1.png', 'cast/hero 2.PNG', 'events/both.png']);
  expect(await paths({ sort: 'path', filter: { text: 'hero' } })).toEqual(['cast/Hero 1.png', 'cast/hero 2.PNG']);
  expect(await paths({ filter: { text: 'zoë', maxFaces: 1 }, sort: 'newest' })).toHaveLength(2);
  expect(await paths({ state: 'suggested', sort: 'path' })).toEqual([]);
  const ungrouped = await engine.listFaces(null, all, { sort: 'newest', filter: { unnamed: true } });
  expect(ungrouped.map(({ path }) => nameBelow(here.art, path))).toEqual(['events/both.png']);
});

test('searches and lists read faces by an index, never all of them', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  expect(openStores(db).search.search({}, all).total).toBe(0);
  const plan = (sql: string, parameters: object) =>
    (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]).map(({ detail }) => detail);
  const isByIndex = (steps: readonly string[], index: string) =>
    steps.some((step) => step.startsWith('SEARCH face ') && step.includes(index)) &&
    !steps.some((step) => step.startsWith('SCAN face'));
  const full: LibraryFilter = { text: 'a', folder: 1 as never, types: ['png'], fromMs: 0, minFaces: 1, unnamed: true };
  for (const filter of [{}, full]) {
    const { from, parameters } = searched(filter);
    const steps = plan(`SELECT face.id ${from} ORDER BY hit.at DESC, face.id LIMIT 10`, parameters);
    expect(isByIndex(steps, 'face_by_picture'), steps.join('\n')).toBe(true);
    for (const sort of ['similarity', 'newest', 'path'] as const) {
      const { sql, parameters: own } = listedSql(1 as CharacterId, { sort, filter, state: 'confirmed' });
      const listed = plan(sql, { ...own, limit: 10, offset: 0 });
      expect(isByIndex(listed, 'face_by_character'), listed.join('\n')).toBe(true);
    }
  }
});
