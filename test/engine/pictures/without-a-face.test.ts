import { expect, test } from 'vitest';
import type { PictureId } from '../../../electron/contract/ids.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { countSql } from '../../../electron/engine/store/faces/faceless.ts';
import { draw, grey, red, shade } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const all = { offset: 0, limit: 100 };

/** Two reds, and two pictures in which no face is found. */
async function indexed(here: Bench, models = fakeModels()) {
  await draw(here.art, 'a red.png', [red], 0);
  await draw(here.art, 'b red.png', [shade(red, 1)], 1);
  await draw(here.art, 'c back.png', [grey, grey], 2);
  await draw(here.art, 'd landscape.png', [grey], 3);
  const { library, engine, ids } = await openIndexed(here, models);
  const names = async (faces: 'none' | 'nobody') =>
    (await engine.listPictures({ faces }, 'path', all)).map(({ path }) => nameBelow(here.art, path));
  const look = async (faces: 'none' | 'nobody') => {
    const { count } = await engine.pictureShapes({ faces }, 'path');
    return { count, names: await names(faces) };
  };
  const idOf = async (name: string): Promise<PictureId> =>
    (await engine.listPictures({ filter: { text: name } }, 'path', all))[0]!.id;
  return { library, engine, ids, look, idOf };
}

test('pictures without a face are listed and counted, and “nobody here” is a fact that can be taken back', async () => {
  await using here = await bench();
  const { library, engine, look, idOf } = await indexed(here);
  await using _closed = library;
  expect((await engine.status()).faceless).toBe(2);
  expect(await look('none')).toEqual({ count: 2, names: ['c back.png', 'd landscape.png'] });
  const { edit } = await engine.setNobody([await idOf('landscape')], true);
  expect(edit).toEqual({ kind: 'nobody', name: null, count: 1 });
  expect(await look('none')).toEqual({ count: 1, names: ['c back.png'] });
  expect(await look('nobody')).toEqual({ count: 1, names: ['d landscape.png'] });
  expect((await engine.status()).faceless).toBe(1);
  await engine.undo();
  expect((await engine.status()).faceless).toBe(2);
  await engine.redo();
  await engine.setNobody([await idOf('landscape')], false);
  expect(await look('nobody')).toEqual({ count: 0, names: [] });
  expect((await engine.listHistory(all)).map(({ kind }) => kind)).toEqual(['somebody', 'nobody']);
});

test('a figure belongs to a character, is found by search, and is compared with nobody', async () => {
  await using here = await bench();
  const { library, engine, ids, look, idOf } = await indexed(here);
  await using _closed = library;
  const [reds] = ids;
  await engine.nameCharacter(reds!, 'Mika');
  const back = await idOf('back');
  const { face, edited } = await engine.addFigure(back, [10, 10, 60, 40], { name: 'Mika' });
  expect(edited.edit).toEqual({ kind: 'add-figure', name: 'Mika', count: 1 });
  await engine.whenIdle();
  expect(await look('none')).toMatchObject({ names: ['d landscape.png'] });
  expect((await engine.searchFaces({ text: 'mika' }, all)).total).toBe(3);
  expect(await engine.pictureShapes({ character: reds! }, 'path')).toMatchObject({ count: 3 });
  const found = await engine.find([{ libraryFace: face.id }], { min: -1, limit: 100 });
  expect(found.matches).toEqual([]);
  const [first] = await engine.listFaces(reds!, all);
  const others = await engine.find([{ libraryFace: first!.id }], { min: -1, limit: 100 });
  expect(others.matches.map((match) => match.face)).not.toContain(face.id);
  await engine.undo();
  expect(await look('none')).toMatchObject({ count: 2 });
});

test('a figure outlives a restart with another model', async () => {
  await using here = await bench();
  {
    const { library, engine, idOf } = await indexed(here);
    await using _closed = library;
    await engine.addFigure(await idOf('back'), [4, 4, 30, 20], { name: 'Rei' });
  }
  const { library, engine } = await openIndexed(here, fakeModels({ version: 'fake-2' }));
  await using _closed = library;
  const { faces } = await engine.searchFaces({ text: 'rei' }, all);
  expect(faces.map(({ box, drawn }) => [box, drawn])).toEqual([[[4, 4, 30, 20], true]]);
  expect((await engine.find([{ libraryFace: faces[0]!.id }], { min: -1, limit: 100 })).matches).toEqual([]);
});

test('looking again believes more, and what it finds is one edit', async () => {
  await using here = await bench();
  const models = fakeModels();
  const asked: (number | undefined)[] = [];
  const usual = models.detect;
  models.detect = async (image, signal, least) => {
    asked.push(least);
    return least === undefined ? usual(image, signal) : [{ box: [4, 4, 30, 30], score: 0.3 }];
  };
  const { library, engine, look, idOf } = await indexed(here, models);
  await using _closed = library;
  const wanted = [await idOf('back'), await idOf('landscape')];
  asked.length = 0;
  expect(await engine.lookAgain(wanted)).toBe(2);
  expect(asked).toEqual([0.25, 0.25]);
  expect(await look('none')).toMatchObject({ count: 2 });
  const { edit } = await engine.keepFound();
  expect(edit).toEqual({ kind: 'look-again', name: null, count: 2 });
  expect(await look('none')).toMatchObject({ count: 0 });
  // Nothing that is there already is found once more.
  expect(await engine.lookAgain(wanted)).toBe(0);
  expect((await engine.keepFound()).edit.count).toBe(0);
  await engine.undo();
  expect(await look('none')).toMatchObject({ count: 2 });
  expect((await engine.listHistory(all)).map(({ kind }) => kind)).toEqual(['look-again']);
});

test('pictures without a face are counted by their index', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const steps = database.db.prepare(`EXPLAIN QUERY PLAN ${countSql}`).all() as { detail: string }[];
  expect(steps[0]?.detail).toContain('USING COVERING INDEX picture_without_face');
});
