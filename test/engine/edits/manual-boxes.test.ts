import { expect, test } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { blue, draw, green, grey, red, shade } from '../../support/drawn.ts';
import { cellSize, fakeModels } from '../../support/fake-models.ts';
import { bench, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
/** Grey with a hint of red: no face to the detector, the red character to the embedder. */
const faintRed = [138, 122, 122] as const;
const first: Box = [0, 0, cellSize, cellSize];
const second: Box = [cellSize, 0, cellSize, cellSize];

async function drawArt(here: Bench): Promise<void> {
  for (let k = 0; k < 3; k += 1) await draw(here.art, `red ${k}.png`, [shade(red, k)], k);
  for (let k = 0; k < 3; k += 1) await draw(here.art, `green ${k}.png`, [shade(green, k)], 10 + k);
  await draw(here.art, 'two.png', [blue, faintRed], 20);
}

async function openIndexed(here: Bench, version = 'fake-1') {
  const library = here.open({ models: fakeModels({ version }) });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const characters = await engine.listCharacters();
  const faces = [
    ...(await engine.listFaces(null, all)),
    ...(await Promise.all(characters.map(({ id }) => engine.listFaces(id, all)))).flat(),
  ];
  const blueFace = faces.find(({ path }) => path.endsWith('two.png'));
  const redFace = faces.find(({ path }) => path.endsWith('red 0.png'));
  const facesIn = async (picture: PictureId) => (await engine.getPicture(picture)).faces;
  return { library, engine, picture: blueFace!.picture, blueFace: blueFace!, reds: redFace!.character!, facesIn };
}

test('a box that is drawn shows whom it looks like, and stores nothing', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, reds, facesIn } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(reds, 'Rose');
  const [best, next] = await engine.lookAt(picture, second);
  expect(best).toMatchObject({ character: reds, name: 'Rose' });
  expect(best!.similarity).toBeGreaterThan(0.97);
  expect(next!.similarity).toBeLessThan(best!.similarity);
  expect(await facesIn(picture)).toHaveLength(1);
  expect((await engine.listHistory(all)).map(({ kind }) => kind)).toEqual(['name']);
});

test('while a box is dragged only the newest place is answered', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture } = await openIndexed(here);
  await using _closed = library;
  const moves = [0, 1, 2, 3, 4].map((x) => engine.lookAt(picture, [cellSize + x, 0, cellSize - x, cellSize]));
  const answers = await Promise.all(moves);
  expect(answers.at(-1)).not.toHaveLength(0);
  expect(answers.slice(1, -1)).toEqual([[], [], []]);
});

test('a box outside the picture, or of less than 8 pixels, is refused', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, blueFace } = await openIndexed(here);
  await using _closed = library;
  for (const box of [
    [-40, 0, cellSize, cellSize],
    [0, 0, 7, 20],
    [2 * cellSize - 4, 0, cellSize, cellSize],
  ] as const) {
    await expect(engine.lookAt(picture, box)).rejects.toMatchObject({ code: 'box-empty' });
    await expect(engine.addFace(picture, box)).rejects.toMatchObject({ code: 'box-empty' });
    await expect(engine.adjustFace(blueFace.id, box)).rejects.toMatchObject({ code: 'box-empty' });
  }
  await expect(engine.addFace(999 as PictureId, first)).rejects.toMatchObject({ code: 'picture-gone' });
  await expect(engine.adjustFace(999 as FaceId, first)).rejects.toMatchObject({ code: 'face-gone' });
});

test('a drawn face joins the group that it looks like; undo and redo take it away and bring it back', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, reds, facesIn } = await openIndexed(here);
  await using _closed = library;
  const { face, edited } = await engine.addFace(picture, second);
  expect(face).toMatchObject({ picture, box: second, manual: true, drawn: true, score: 1 });
  expect(edited.edit).toEqual({ kind: 'add-face', name: null, count: 1 });
  await engine.whenIdle();
  expect((await facesIn(picture)).map(({ id, character }) => [id, character])).toContainEqual([face.id, reds]);
  await engine.undo();
  await engine.whenIdle();
  expect(await facesIn(picture)).toHaveLength(1);
  expect((await engine.listFaces(reds, all)).map(({ id }) => id)).not.toContain(face.id);
  await engine.redo();
  await engine.whenIdle();
  expect((await facesIn(picture)).map(({ id, character }) => [id, character])).toContainEqual([face.id, reds]);
});

test('a face that is drawn and named is one edit: one undo takes both back', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, blueFace, reds, facesIn } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(reds, 'Rose');
  const { face, edited } = await engine.addFace(picture, second, { character: reds });
  expect(edited.edit).toEqual({ kind: 'add-face', name: 'Rose', count: 1 });
  expect(edited.changed.map(({ id, faces }) => [id, faces])).toEqual([[reds, 4]]);
  expect(await facesIn(picture)).toContainEqual(expect.objectContaining({ id: face.id, character: reds }));
  expect((await engine.listHistory(all)).map(({ kind }) => kind)).toEqual(['add-face', 'name']);
  await engine.undo();
  expect((await facesIn(picture)).map(({ id }) => id)).toEqual([blueFace.id]);
  await engine.redo();
  expect(await facesIn(picture)).toContainEqual(expect.objectContaining({ id: face.id, character: reds }));

  await engine.adjustFace(blueFace.id, first, { name: 'Bluebell' });
  const [bluebell] = (await engine.listCharacters()).filter(({ name }) => name === 'Bluebell');
  expect(await facesIn(picture)).toContainEqual(expect.objectContaining({ id: blueFace.id, character: bluebell?.id }));
  await engine.undo();
  expect((await engine.listCharacters()).map(({ name }) => name)).not.toContain('Bluebell');
  expect(await facesIn(picture)).toContainEqual(expect.objectContaining({ id: blueFace.id, box: blueFace.box }));
});

test('a destination that is gone stores no box', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, facesIn } = await openIndexed(here);
  await using _closed = library;
  const gone = engine.addFace(picture, second, { character: 999 as CharacterId });
  await expect(gone).rejects.toMatchObject({ code: 'character-gone' });
  expect(await facesIn(picture)).toHaveLength(1);
  expect(await engine.listHistory(all)).toEqual([]);
});

test('a box that is moved takes its face to another group, and undo takes it back exactly', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, blueFace, reds } = await openIndexed(here);
  await using _closed = library;
  const { face, edited } = await engine.adjustFace(blueFace.id, second);
  expect(face).toMatchObject({ id: blueFace.id, box: second, manual: true, drawn: false });
  expect(face.version).toBeGreaterThan(blueFace.version);
  expect(edited.edit.kind).toBe('adjust-face');
  await engine.whenIdle();
  expect((await engine.getPicture(picture)).faces[0]).toMatchObject({ character: reds, box: second });
  await engine.undo();
  await engine.whenIdle();
  const [back] = (await engine.getPicture(picture)).faces;
  expect(back).toMatchObject({ id: blueFace.id, box: blueFace.box, manual: false, character: null });
  expect(back!.version).toBeGreaterThan(face.version);
  await engine.redo();
  await engine.whenIdle();
  expect((await engine.getPicture(picture)).faces[0]).toMatchObject({ character: reds, box: second });
});

test('a drawn face that is removed goes, a found one is no face from then on', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, picture, blueFace, facesIn } = await openIndexed(here);
  await using _closed = library;
  const { face } = await engine.addFace(picture, second);
  await engine.removeFace(face.id);
  expect((await facesIn(picture)).map(({ id }) => id)).toEqual([blueFace.id]);
  expect(await engine.listNotFaces(all)).toEqual([]);
  const { edit } = await engine.removeFace(blueFace.id);
  expect(edit).toEqual({ kind: 'remove-face', name: null, count: 1 });
  expect((await engine.listNotFaces(all)).map(({ id }) => id)).toEqual([blueFace.id]);
  await engine.undo();
  await engine.undo();
  expect((await facesIn(picture)).map(({ id }) => id)).toEqual([blueFace.id, face.id]);
});

test('boxes of an artist and their names outlive a restart with another model', async () => {
  await using here = await bench();
  await drawArt(here);
  const before = await openIndexed(here);
  const { face } = await before.engine.addFace(before.picture, second);
  await before.engine.moveFaces([face.id], { name: 'Rose' });
  await before.engine.adjustFace(before.blueFace.id, [2, 2, 28, 28]);
  await before.library[Symbol.asyncDispose]();

  const { library, engine, picture, facesIn } = await openIndexed(here, 'fake-2');
  await using _closed = library;
  const boxes = (await facesIn(picture)).map(({ id, box, state }) => [id, box, state]);
  expect(boxes).toEqual([
    [before.blueFace.id, [2, 2, 28, 28], 'grouped'],
    [face.id, second, 'confirmed'],
  ]);
  await engine.undo();
  await engine.whenIdle();
  expect((await facesIn(picture))[0]).toMatchObject({
    id: before.blueFace.id,
    box: before.blueFace.box,
    manual: false,
  });
});

test('a face that was drawn and taken back does not hide what another model finds in its place', async () => {
  await using here = await bench();
  await draw(here.art, 'one.png', [grey, blue], 1);
  const before = await openIndexedOne(here, 'fake-1');
  const { face } = await before.engine.addFace(before.picture, second);
  await before.engine.undo();
  await before.library[Symbol.asyncDispose]();
  const { library, engine, picture } = await openIndexedOne(here, 'fake-2');
  await using _closed = library;
  expect((await engine.getPicture(picture)).faces.map(({ id }) => id)).not.toContain(face.id);
  expect((await engine.getPicture(picture)).faces).toHaveLength(1);
  await engine.redo();
  expect((await engine.getPicture(picture)).faces.map(({ id }) => id)).toContain(face.id);
});

async function openIndexedOne(here: Bench, version: string) {
  const library = here.open({ models: fakeModels({ version }) });
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [face] = await engine.listFaces(null, all);
  return { library, engine, picture: face!.picture };
}
