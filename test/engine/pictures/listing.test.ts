import { copyFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import type { PictureScope, PictureSort } from '../../../electron/contract/api/pictures-api.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { picturesCalls } from '../../../electron/engine/calls/pictures-calls.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { picturesSql } from '../../../electron/engine/store/pictures/picture-list.ts';
import { blue, draw, green, grey, red, shade } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const all = { offset: 0, limit: 1_000 };

/** Two reds, one with a blue face, a green, and a picture without a face; the last by name is the newest. */
async function indexed(here: Bench) {
  const paths = [
    await draw(here.art, 'cards/a red.png', [red], 0),
    await draw(here.art, 'cards/b both.png', [shade(red, 1), blue], 1),
    await draw(here.art, 'cards 2/c green.png', [green], 2),
    await draw(here.art, 'z nobody.png', [grey], 3),
  ];
  for (const [at, path] of paths.entries()) await utimes(path, 1_700_000_000 + at, 1_700_000_000 + at);
  const { library, engine, ids } = await openIndexed(here);
  const names = async (scope: PictureScope, sort: PictureSort = 'path') => {
    const { count, shapes } = await engine.pictureShapes(scope, sort);
    const rows = await engine.listPictures(scope, sort, all);
    expect([rows.length, shapes.length]).toEqual([count, count]);
    return rows.map(({ path }) => nameBelow(here.art, path));
  };
  return { library, engine, ids, names };
}

test('pictures are listed whole, by name or newest first, with their faces and proportions', async () => {
  await using here = await bench();
  const { library, engine, names } = await indexed(here);
  await using _closed = library;
  expect(await names({}, 'path')).toEqual([
    'cards 2/c green.png',
    'cards/a red.png',
    'cards/b both.png',
    'z nobody.png',
  ]);
  expect(await names({}, 'newest')).toEqual([
    'z nobody.png',
    'cards 2/c green.png',
    'cards/b both.png',
    'cards/a red.png',
  ]);
  const rows = await engine.listPictures({}, 'path', all);
  expect(rows.map(({ faces, unnamed, files }) => [faces, unnamed, files])).toEqual([
    [1, 1, 1],
    [1, 1, 1],
    [2, 2, 1],
    [0, 0, 1],
  ]);
  const { shapes } = await engine.pictureShapes({}, 'path');
  const ratios = rows.map(({ size }) => size.width / size.height);
  for (const [at, ratio] of ratios.entries()) expect(shapes.charCodeAt(at) / 256).toBeCloseTo(ratio, 2);
});

test('a scope narrows: a character, a folder and those below it, a filter', async () => {
  await using here = await bench();
  const { library, engine, names } = await indexed(here);
  await using _closed = library;
  const both = (await engine.listPictures({ filter: { text: 'both' } }, 'path', all))[0]!;
  const faces = (await engine.getPicture(both.id)).faces;
  const { changed } = await engine.moveFaces([faces[0]!.id], { name: 'Rei' });
  const character: CharacterId = changed[0]!.id;
  expect(await names({ character })).toEqual(['cards/b both.png']);
  expect(await names({ filter: { below: join(here.art, 'cards') } })).toEqual(['cards/a red.png', 'cards/b both.png']);
  expect(await names({ filter: { below: here.art } }, 'newest')).toHaveLength(4);
  expect(await names({ filter: { text: 'REI' } })).toEqual(['cards/b both.png']);
  expect(await names({ filter: { minFaces: 2 } })).toEqual(['cards/b both.png']);
  expect(await names({ filter: { maxFaces: 0 } })).toEqual(['z nobody.png']);
  expect(await names({ filter: { unnamed: true, text: 'cards' } })).toHaveLength(3);
  const named = await engine.listPictures({ character }, 'path', all);
  expect(named[0]).toMatchObject({ faces: 2, unnamed: 1 });
});

test('copies of a picture are listed once, where the first of them stands', async () => {
  await using here = await bench();
  const first = await draw(here.art, 'a.png', [red], 0);
  await draw(here.art, 'b.png', [green], 1);
  await copyFile(first, join(here.art, 'c.png'));
  const { library, engine } = await openIndexed(here);
  await using _closed = library;
  const rows = await engine.listPictures({}, 'path', all);
  expect(rows.map(({ path, files }) => [nameBelow(here.art, path), files])).toEqual([
    ['a.png', 2],
    ['b.png', 1],
  ]);
});

test('a page is of the last look, and a picture that has gone keeps its place', async () => {
  await using here = await bench();
  const { library, engine } = await indexed(here);
  await using _closed = library;
  await engine.pictureShapes({}, 'path');
  const [folder] = await engine.listFolders();
  await engine.removeFolder(folder!.id);
  expect(await engine.listPictures({}, 'path', { offset: 1, limit: 2 })).toMatchObject([{ path: '' }, { path: '' }]);
  expect(await engine.pictureShapes({}, 'path')).toEqual({ count: 0, shapes: '' });
});

test('of a long list the first shapes come by themselves, and the others after them', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  db.exec(`INSERT INTO folder (id, path) VALUES (1, '/art')`);
  const picture = db.prepare("INSERT INTO picture (id, hash, width, height, indexed_by) VALUES (?, ?, ?, 100, 'test')");
  const file = db.prepare(
    'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (1, ?, 1, 1, 1, ?)',
  );
  for (let id = 1; id <= 2_500; id += 1) {
    picture.run(id, Buffer.from(`${id}`), id);
    file.run(`/art/${10_000 + id}.png`, id);
  }
  const calls = picturesCalls(openStores(db));
  const first = await calls.pictureShapes({}, 'path');
  expect([first.count, first.shapes.length]).toEqual([2_500, 2_000]);
  // What has come in since is not in the look that was taken.
  picture.run(2_501, Buffer.from('new'), 100);
  file.run('/art/0.png', 2_501);
  const shapes = first.shapes + (await calls.furtherShapes({}, 'path'));
  expect(shapes).toHaveLength(2_500);
  for (const at of [100, 1_999, 2_000, 2_049])
    expect(shapes.charCodeAt(at) / 256).toBeCloseTo(Math.min(8, (at + 1) / 100), 2);
  expect((await calls.pictureShapes({}, 'path')).count).toBe(2_501);
});

test('faces that are drawn, undone or no faces are counted as they are seen', async () => {
  await using here = await bench();
  const { library, engine } = await indexed(here);
  await using _closed = library;
  const count = async () => (await engine.listPictures({ filter: { text: 'nobody' } }, 'path', all))[0]?.faces;
  const [nobody] = await engine.listPictures({ filter: { text: 'nobody' } }, 'path', all);
  await engine.addFace(nobody!.id, [10, 10, 40, 40]);
  expect(await count()).toBe(1);
  await engine.undo();
  expect(await count()).toBe(0);
  await engine.redo();
  const { faces } = await engine.getPicture(nobody!.id);
  await engine.markNotFace([faces[0]!.id]);
  expect(await count()).toBe(0);
});

test.for([
  ['all, newest first', {}, 'newest'],
  ['all, by name', {}, 'path'],
  ['a character', { character: 1 as CharacterId }, 'newest'],
  ['a folder', { filter: { below: '/art/cards' } }, 'path'],
] as const)('%s: files are read by an index', async ([, scope, sort]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  // Made by it: the function that compares names.
  openStores(database.db);
  const { sql, parameters } = picturesSql(scope, sort);
  const steps = database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
  const details = steps.map(({ detail }) => detail);
  expect(details.filter((step) => /^SCAN (f|p)$/u.test(step) || step.startsWith('SCAN face'))).toEqual([]);
  if (!('character' in scope)) expect(details.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  if ('filter' in scope) expect(details.some((step) => step.startsWith('SEARCH f USING'))).toBe(true);
});
