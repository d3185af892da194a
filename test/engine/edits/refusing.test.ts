import { expect, test } from 'vitest';
import type { FaceId } from '../../../electron/contract/ids.ts';
import { drawAll, red, type Colour } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
/** Like red enough to be suggested, and more like each other. */
const coral: Colour = [230, 74, 40];

/** A named character of three faces, and three suggestions for it that are much alike. */
async function withSuggestions(here: Bench) {
  await drawAll(here.art, [red, red, red]);
  const library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [character] = await engine.listCharacters();
  await engine.nameCharacter(character!.id, 'Sylvie');
  await drawAll(here.art, [coral, coral, coral], 3);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const suggested = async (): Promise<FaceId[]> =>
    (await engine.listFaces(character!.id, all, { state: 'suggested' })).map(({ id }) => id).sort((a, b) => a - b);
  return { library, engine, id: character!.id, suggested };
}

test('refusing one suggestion takes that face out, and leaves those like it to be answered', async () => {
  await using here = await bench();
  const { library, engine, id, suggested } = await withSuggestions(here);
  await using _closed = library;
  const before = await suggested();
  expect(before).toHaveLength(3);
  await engine.rejectFaces([before[1]!], id);
  await engine.whenIdle();
  expect(await suggested()).toEqual([before[0], before[2]]);
  const [character] = await engine.listCharacters();
  expect(character).toMatchObject({ id, faces: 5, suggestions: 2 });
});

test('it holds while more pictures come, and undo gives the refused face and the freedom of the others back', async () => {
  await using here = await bench();
  const { library, engine, id, suggested } = await withSuggestions(here);
  await using _closed = library;
  const before = await suggested();
  await engine.rejectFaces([before[0]!], id);
  await drawAll(here.art, [coral, coral], 6);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await suggested()).toEqual(expect.arrayContaining([before[1], before[2]]));
  expect(await suggested()).not.toContain(before[0]);
  await engine.undo();
  await engine.whenIdle();
  expect(await suggested()).toEqual(expect.arrayContaining(before));
});

test('refusing all of them leaves none', async () => {
  await using here = await bench();
  const { library, engine, id, suggested } = await withSuggestions(here);
  await using _closed = library;
  await engine.rejectFaces((await suggested()).slice(0, 1), id);
  await engine.rejectFaces(await suggested(), id);
  await engine.whenIdle();
  expect(await suggested()).toEqual([]);
});
