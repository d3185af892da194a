import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { draw, green, red, shade, type Colour } from '../../support/drawn.ts';
import { bench, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };
/** Like red, but not enough to be grouped with it, unless the artist asks for fewer groups. */
const orange: Colour = [230, 102, 40];
const fewer = { offset: -0.1, picturesApart: true };

async function openIndexed(here: Bench) {
  const library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  /** Largest first; which of two equal ones is first depends on which picture was indexed first. */
  const groups = async () => {
    const characters = await engine.listCharacters();
    const faces = await Promise.all(characters.map(({ id }) => engine.listFaces(id, all)));
    const ids = faces.map((some) => some.map(({ id }) => id).sort((a, b) => a - b));
    return ids.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  };
  const characterIn = async (file: string): Promise<CharacterId> => {
    for (const { id } of await engine.listCharacters()) {
      if ((await engine.listFaces(id, all)).some(({ path }) => path.endsWith(file))) return id;
    }
    throw new Error(`no group has a face of ${file}`);
  };
  return { library, engine, groups, characterIn };
}

async function drawArt(here: Bench): Promise<void> {
  for (const [k, colour] of [red, red, red, orange, orange, green, green].entries()) {
    await draw(here.art, `${k}.png`, [shade(colour, k)], k);
  }
}

test('a preview of other groups changes nothing, and tells what regrouping then does', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, groups } = await openIndexed(here);
  await using _closed = library;
  const before = await groups();
  expect(before.map(({ length }) => length)).toEqual([3, 2, 2]);
  const preview = await engine.previewRegroup(fewer);
  expect(preview).toMatchObject({ before: 3, after: 2, moved: 2 });
  expect(preview.changes).toMatchObject([
    { before: [{ faces: 3 }, { faces: 2 }], after: [{ faces: 5 }], moves: [{ to: 0 }] },
  ]);
  expect(await groups()).toEqual(before);
  expect(await engine.listHistory(all)).toEqual([]);

  const { edit } = await engine.regroup(fewer);
  expect(edit).toEqual({ kind: 'regroup', name: null, count: 2 });
  expect(await groups()).toHaveLength(preview.after);
  expect((await engine.listCharacters())[0]!.id).toBe(preview.changes[0]!.after[0]!.character);
  expect(await engine.groupingOptions()).toEqual(fewer);
  expect(await engine.previewRegroup(fewer)).toMatchObject({ moved: 0, changes: [] });
});

test('undo brings options and groups back, redo the new ones, and both outlive a restart', async () => {
  await using here = await bench();
  await drawArt(here);
  const first = await openIndexed(here);
  const before = await first.groups();
  await first.engine.regroup(fewer);
  const after = await first.groups();
  await first.engine.undo();
  await first.engine.whenIdle();
  expect(await first.groups()).toEqual(before);
  expect((await first.engine.groupingOptions()).offset).toBe(0);
  await first.engine.redo();
  await first.engine.whenIdle();
  expect(await first.groups()).toEqual(after);
  await first.library[Symbol.asyncDispose]();
  const { library, engine, groups } = await openIndexed(here);
  await using _closed = library;
  expect(await engine.groupingOptions()).toEqual(fewer);
  expect(await groups()).toEqual(after);
});

test('what the artist decided holds whatever the options are', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, groups, characterIn } = await openIndexed(here);
  await using _closed = library;
  await engine.nameCharacter(await characterIn('0.png'), 'Rose');
  await engine.nameCharacter(await characterIn('3.png'), 'Olive');
  const decided = await groups();
  expect(await engine.previewRegroup(fewer)).toMatchObject({ moved: 0, changes: [] });
  await engine.regroup(fewer);
  expect(await groups()).toEqual(decided);
  await engine.regroup({ offset: 0.06, picturesApart: true });
  expect(await groups()).toEqual(decided);
});

test('a sprite sheet is one character once its library says so, and two again after undo', async () => {
  await using here = await bench();
  await draw(here.art, 'sheet.png', [red, shade(red, 1), shade(red, 2)], 0);
  const { library, engine, groups } = await openIndexed(here);
  await using _closed = library;
  expect(await groups()).toEqual([]);
  expect(await engine.previewRegroup({ offset: 0, picturesApart: false })).toMatchObject({ after: 1, moved: 3 });
  await engine.regroup({ offset: 0, picturesApart: false });
  expect((await groups()).map(({ length }) => length)).toEqual([3]);
  await engine.undo();
  await engine.whenIdle();
  expect(await groups()).toEqual([]);
});

test('what is left where it is stays there, now and later, while the rest is regrouped; one undo takes all of it back', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, groups } = await openIndexed(here);
  await using _closed = library;
  const before = await groups();
  const [change] = (await engine.previewRegroup(fewer)).changes;
  const stay = change!.moves[0]!.faces;
  expect(await engine.previewRegroup(fewer, stay)).toMatchObject({ before: 3, after: 3, moved: 0, changes: [] });

  expect((await engine.regroup(fewer, stay)).edit.count).toBe(0);
  expect(await groups()).toEqual(before);
  expect((await engine.groupingOptions()).offset).toBe(fewer.offset);
  expect((await engine.listCharacters()).map(({ confirmed }) => confirmed)).toEqual([false, false, false]);
  await draw(here.art, '9.png', [shade(green, 9)], 9);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await groups()).map(({ length }) => length)).toEqual([3, 3, 2]);

  await engine.undo();
  await engine.whenIdle();
  expect(await engine.previewRegroup(fewer)).toMatchObject({ before: 3, after: 2, moved: 2 });
});

test('one move is left and another taken: what is shown is what comes', async () => {
  await using here = await bench();
  await drawArt(here);
  // Like the greens, as the oranges are like the reds.
  const lime: Colour = [102, 230, 60];
  await draw(here.art, '7.png', [lime], 7);
  await draw(here.art, '8.png', [shade(lime, 1)], 8);
  const { library, engine, groups } = await openIndexed(here);
  await using _closed = library;
  const { changes } = await engine.previewRegroup(fewer);
  const moves = changes.flatMap((change) => change.moves);
  expect(moves.length).toBeGreaterThan(1);
  for (const { faces } of moves) {
    const preview = await engine.previewRegroup(fewer, faces);
    const shown = preview.changes.flatMap((change) => change.moves.flatMap((move) => move.faces));
    expect(shown.filter((face) => faces.includes(face))).toEqual([]);
    await engine.regroup(fewer, faces);
    expect((await groups()).filter(({ length }) => length > 1)).toHaveLength(preview.after);
    await engine.undo();
    await engine.whenIdle();
  }
});

test('faces that are left out of an artist’s character are not suggested for it again', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, characterIn } = await openIndexed(here);
  await using _closed = library;
  const rose = await characterIn('0.png');
  await engine.nameCharacter(rose, 'Rose');
  const { changes } = await engine.previewRegroup(fewer);
  const stay = changes.flatMap(({ moves }) => moves.flatMap(({ faces }) => faces));
  expect(stay).toHaveLength(2);
  await engine.regroup(fewer, stay);
  await engine.whenIdle();
  expect((await engine.listCharacters()).find(({ id }) => id === rose)).toMatchObject({ faces: 3, suggestions: 0 });
  expect(await engine.previewRegroup(fewer)).toMatchObject({ moved: 0 });
});

test('a colour goes with the faces where the machine makes two groups one', async () => {
  await using here = await bench();
  await drawArt(here);
  const { library, engine, characterIn } = await openIndexed(here);
  await using _closed = library;
  const small = await characterIn('3.png');
  await engine.setColour([small], 'purple');
  await engine.regroup(fewer);
  const into = await characterIn('3.png');
  expect(into).not.toBe(small);
  expect((await engine.listCharacters()).map(({ id, colour }) => [id === into, colour])).toEqual([
    [true, 'purple'],
    [false, null],
  ]);
});
