import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { Face } from '../../../electron/contract/api/faces-api.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { draw, grey, red } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { noPostgres } from '../../support/studio/cluster.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';

let studio: TestStudio;

beforeAll(async () => {
  if (noPostgres === null) studio = await openStudio('drawn');
});
beforeEach(async ({ skip }) => {
  if (noPostgres !== null) return skip(noPostgres);
  await studio.empty();
});
afterAll(async () => {
  if (noPostgres === null) await studio[Symbol.asyncDispose]();
});

const page = { offset: 0, limit: 100 };
const box = [34, 2, 28, 28] as const;

/** A picture of one face that models see, and of somebody beside it whom they do not. */
async function machine(user: string | null) {
  const here = await bench();
  await draw(here.art, 'two.png', [red, grey]);
  const { library, engine } = await openIndexed(here);
  if (user !== null) await engine.joinStudio({ url: studio.url(user) });
  return { here, library, engine };
}

type Machine = Awaited<ReturnType<typeof machine>>;

async function allOf(engine: EngineApi): Promise<Face[]> {
  const groups = await Promise.all((await engine.listCharacters()).map(({ id }) => engine.listFaces(id, page)));
  return [...groups.flat(), ...(await engine.listFaces(null, page))];
}

async function facesOf(engine: EngineApi, name: string): Promise<Face[]> {
  const character = (await engine.listCharacters()).find((each) => each.name === name);
  return character ? await engine.listFaces(character.id, page) : [];
}

const pictureOf = async (engine: EngineApi) => (await allOf(engine))[0]!.picture;
/** What one has decided is with the other, and looked at. */
async function exchanged(one: Machine, other: Machine): Promise<void> {
  await one.engine.syncStudio();
  await other.engine.syncStudio();
  await other.engine.whenIdle();
}

async function close(...machines: { library: AsyncDisposable; here: Bench }[]): Promise<void> {
  for (const { library, here } of machines) {
    await library[Symbol.asyncDispose]();
    await here[Symbol.asyncDispose]();
  }
}

test('a face that a colleague has drawn is drawn here too, with its name, and goes when they take it back', async () => {
  const [mia, ken] = [await machine('mia'), await machine('ken')];
  await mia.engine.addFace(await pictureOf(mia.engine), box, { name: 'Ghost' });
  await exchanged(mia, ken);
  expect(await facesOf(ken.engine, 'Ghost')).toMatchObject([{ box }]);
  expect(await allOf(ken.engine)).toHaveLength(2);
  // The models have looked at it: it can be shown and compared.
  const [ghost] = await facesOf(ken.engine, 'Ghost');
  expect(await ken.engine.preview({ kind: 'face', id: ghost!.id })).toMatch(/\.webp$/);
  const { matches } = await ken.engine.find([{ libraryFace: ghost!.id }], { limit: 10, min: -1 });
  expect(matches.map(({ similarity }) => Math.abs(similarity) > 0.1)).toEqual([true]);

  await mia.engine.undo();
  await exchanged(mia, ken);
  expect(await facesOf(ken.engine, 'Ghost')).toEqual([]);
  expect(await allOf(ken.engine)).toHaveLength(1);
  await mia.engine.redo();
  await exchanged(mia, ken);
  expect(await facesOf(ken.engine, 'Ghost')).toMatchObject([{ box }]);
  await close(mia, ken);
});

test('a face that was drawn before this machine met its picture is there when it does', async () => {
  const mia = await machine('mia');
  await mia.engine.addFace(await pictureOf(mia.engine), box, { name: 'Ghost' });
  await mia.engine.syncStudio();
  const here = await bench();
  await draw(here.art, 'elsewhere/the same.png', [red, grey]);
  const library = here.open();
  const ken = { here, library, engine: library.engine };
  await ken.engine.joinStudio({ url: studio.url('ken') });
  expect(await facesOf(ken.engine, 'Ghost')).toEqual([]);
  await ken.engine.addFolder(here.art);
  await ken.engine.whenIdle();
  await exchanged(mia, ken);
  expect(await facesOf(ken.engine, 'Ghost')).toMatchObject([{ box }]);
  await close(mia, ken);
});

test('a figure that a colleague has drawn where no face can be seen is a figure here too', async () => {
  const [mia, ken] = [await machine('mia'), await machine('ken')];
  await mia.engine.addFigure(await pictureOf(mia.engine), box, { name: 'Ghost' });
  await exchanged(mia, ken);
  expect(await facesOf(ken.engine, 'Ghost')).toMatchObject([{ box }]);
  await ken.library[Symbol.asyncDispose]();
  {
    // Compared with nobody.
    using library = openDatabase(ken.here.library);
    expect(library.db.prepare('SELECT figure FROM face WHERE drawn = 1').pluck().all()).toEqual([1]);
  }
  await close(mia, ken);
});

test('a box that a colleague has moved is moved here, and back when they take that back', async () => {
  const [mia, ken] = [await machine('mia'), await machine('ken')];
  const [face] = await allOf(mia.engine);
  const seen = face!.box;
  const moved = [2, 2, 26, 28] as const;
  await mia.engine.adjustFace(face!.id, moved, { name: 'Aiko' });
  await exchanged(mia, ken);
  expect(await facesOf(ken.engine, 'Aiko')).toMatchObject([{ box: moved }]);
  await mia.engine.undo();
  await exchanged(mia, ken);
  expect(await allOf(ken.engine)).toMatchObject([{ box: seen }]);
  await close(mia, ken);
});
