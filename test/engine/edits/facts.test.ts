import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, green, red } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };

async function openFaces(here: Bench, version = 'fake-1') {
  const { library, engine, ids } = await openIndexed(here, fakeModels({ version }));
  const facesOf = async (id: CharacterId | null) => (await engine.listFaces(id, all)).map((face) => face.id);
  return { library, engine, ids, facesOf };
}

test('a named group is confirmed as it is; what the machine adds later waits to be accepted', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [id] = ids as [CharacterId];
  await engine.nameCharacter(id, 'Sylvie');
  const named = await facesOf(id);
  await drawAll(here.art, [red, red], 3);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const suggested = await engine.listFaces(id, all, { state: 'suggested' });
  const confirmed = await engine.listFaces(id, all, { state: 'confirmed' });
  expect(confirmed.map((face) => face.id).sort()).toEqual(named.toSorted());
  expect(suggested.map((face) => face.state)).toEqual(['suggested', 'suggested']);
  expect((await engine.listCharacters())[0]).toMatchObject({ faces: 5, suggestions: 2 });

  await engine.acceptFaces([suggested[0]!.id], id);
  await engine.rejectFaces([suggested[1]!.id], id);
  await engine.whenIdle();
  expect((await engine.listCharacters())[0]).toMatchObject({ faces: 4, suggestions: 0 });
  expect(await facesOf(null)).toEqual([suggested[1]!.id]);
});

test('a refused face does not come back: not by grouping, a restart, another model or new pictures', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, red]);
  const first = await openFaces(here);
  const [id] = first.ids as [CharacterId];
  await first.engine.nameCharacter(id, 'Sylvie');
  const [refused] = (await first.facesOf(id)) as [FaceId];
  await first.engine.rejectFaces([refused], id);
  await first.engine.whenIdle();
  expect(await first.facesOf(id)).not.toContain(refused);
  await first.library[Symbol.asyncDispose]();

  const second = await openFaces(here, 'fake-2');
  await using _closed = second.library;
  expect(await second.facesOf(id)).toHaveLength(3);
  await drawAll(here.art, [red], 9);
  await second.engine.addFolder(here.art);
  await second.engine.whenIdle();
  expect(await second.facesOf(id)).not.toContain(refused);
});

test('split faces stay apart from those they left, and undo brings them together again', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, red, red]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [id] = ids as [CharacterId];
  const before = await facesOf(id);
  const taken = before.slice(0, 2);
  const { changed, edit } = await engine.splitFaces(taken);
  const made = changed[0]!.id;
  expect(edit).toEqual({ kind: 'split', name: null, count: 2 });
  await engine.whenIdle();
  expect((await facesOf(made)).sort()).toEqual(taken.toSorted());
  expect((await engine.listCharacters()).map(({ faces }) => faces)).toEqual([3, 2]);
  const undone = await engine.undo();
  expect(undone.gone).toEqual([made]);
  await engine.whenIdle();
  expect(await facesOf(id)).toHaveLength(5);
});

test('moved faces are where the artist put them, by id or by name', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [big, small] = ids as [CharacterId, CharacterId];
  const [one, two] = (await facesOf(big)) as [FaceId, FaceId];
  await engine.moveFaces([one], { character: small });
  const { changed } = await engine.moveFaces([two], { name: ' Lucy ' });
  await engine.whenIdle();
  expect(await facesOf(small)).toContain(one);
  expect(changed[0]).toMatchObject({ name: 'Lucy', faces: 1, confirmed: true });
  const named = (await engine.listCharacters()).filter(({ name }) => name === 'Lucy');
  expect(named).toMatchObject([{ id: changed[0]?.id, faces: 1 }]);
});

test('what is so already is no edit, so that undo is about the one before it', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [id] = ids as [CharacterId];
  const named = await engine.nameCharacter(id, 'Sylvie');
  expect(named.unchanged).toBeUndefined();
  const faces = await facesOf(id);
  const again = [
    await engine.moveFaces(faces, { character: id }),
    await engine.nameCharacter(id, 'Sylvie'),
    await engine.rateCharacters([id], 0),
  ];
  expect(again.map(({ unchanged }) => unchanged)).toEqual([true, true, true]);
  expect((await engine.undo()).edit).toEqual(named.edit);
});

test('a face that is none is gone until it is one again, whatever model looks', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red]);
  const first = await openFaces(here);
  const [id] = first.ids as [CharacterId];
  await first.engine.nameCharacter(id, 'Sylvie');
  const [none] = (await first.facesOf(id)) as [FaceId];
  await first.engine.markNotFace([none]);
  expect((await first.engine.status()).faces).toBe(2);
  await first.library[Symbol.asyncDispose]();

  const second = await openFaces(here, 'fake-2');
  await using _closed = second.library;
  const { engine } = second;
  expect(await second.facesOf(id)).toHaveLength(2);
  expect((await engine.listNotFaces(all)).map((face) => face.id)).toEqual([none]);
  // The list of those shows it.
  expect(await engine.preview({ kind: 'face', id: none })).toMatch(/\.webp$/);
  const query = { libraryFace: (await second.facesOf(id))[0]! };
  expect((await engine.find([query], { limit: 9, min: -1 })).matches).toHaveLength(1);
  await engine.unmarkNotFace([none]);
  expect(await second.facesOf(id)).toContain(none);
});

test('cover, colour and hiding are kept, told in the history and undone one by one', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, green, green]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [id, other] = ids as [CharacterId, CharacterId];
  const cover = (await facesOf(id))[1]!;
  await engine.setCover(id, cover);
  await engine.setColour([id, other], 'blue');
  await engine.setHidden([other], true);
  expect((await engine.listCharacters())[0]).toMatchObject({ cover, colour: 'blue', hidden: false });
  expect((await engine.listCharacters())[0]?.covers[0]).toBe(cover);
  await engine.undo();
  const history = await engine.listHistory(all);
  expect(history.map(({ kind, count, undone }) => [kind, count, undone])).toEqual([
    ['hide', 1, true],
    ['colour', 2, false],
    ['cover', 1, false],
  ]);
  await expect(engine.setCover(other, cover)).rejects.toMatchObject({ code: 'face-gone' });
});

test('a colour changes nothing but the colour', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, green, green]);
  const { library, engine, ids } = await openFaces(here);
  await using _closed = library;
  const [id] = ids as [CharacterId];
  const before = (await engine.listCharacters()).find((character) => character.id === id);
  await engine.setColour([id], 'blue');
  const after = (await engine.listCharacters()).find((character) => character.id === id);
  expect(after).toEqual({ ...before, colour: 'blue' });
  expect(after?.confirmed).toBe(false);
  expect((await engine.listFaces(id, all)).map(({ state }) => state)).toEqual(['grouped', 'grouped']);
});

test('a merge shows what looks unlike, keeps those apart that the artist names, and what was refused before', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, green, green]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [big, small] = ids as [CharacterId, CharacterId];
  const greens = await facesOf(small);
  const preview = await engine.previewMerge(big, [small]);
  expect(preview).toMatchObject({ faces: 2, name: null, refused: [] });
  expect(preview.unlike.map(({ face }) => face.id).sort()).toEqual(greens.toSorted());
  const { gone } = await engine.mergeCharacters(big, [small], { keepApart: [greens[0]!] });
  expect(gone).toEqual([small]);
  await engine.whenIdle();
  expect(await facesOf(big)).toHaveLength(4);
  expect(await facesOf(null)).toEqual([greens[0]]);
});

test('what stays apart in a merge can become a group of its own, and undo gives both groups back', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, green, green]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [big, small] = ids as [CharacterId, CharacterId];
  const greens = await facesOf(small);
  const { changed } = await engine.mergeCharacters(big, [small], { keepApart: greens, apartTogether: true });
  const own = changed.find(({ id }) => id !== big);
  expect(own).toMatchObject({ faces: 2, confirmed: true, name: null });
  await engine.whenIdle();
  expect((await facesOf(own!.id)).sort()).toEqual(greens.toSorted());
  expect(await facesOf(big)).toHaveLength(3);
  await engine.undo();
  await engine.whenIdle();
  expect((await facesOf(small)).sort()).toEqual(greens.toSorted());
});

test('a merge does what its preview says: the name, colour and cover that were chosen, and nothing that either group refused', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red, green, green]);
  const { library, engine, ids, facesOf } = await openFaces(here);
  await using _closed = library;
  const [big, small] = ids as [CharacterId, CharacterId];
  const [refused] = (await facesOf(big)) as [FaceId];
  const [cover] = (await facesOf(small)) as [FaceId];
  await engine.nameCharacter(small, 'Lucy');
  await engine.rejectFaces([refused], small);
  await engine.setColour([big], 'red');
  await engine.setColour([small], 'blue');
  await engine.setCover(small, cover);
  await engine.nameCharacter(big, 'Sylvie');
  // The artist's own confirmation is later than the refusal.
  const take = { name: big, colour: big };
  const preview = await engine.previewMerge(small, [big], take);
  expect(preview).toMatchObject({ faces: 3, name: 'Sylvie', colour: 'red', cover, refused: [] });
  const { edit, changed } = await engine.mergeCharacters(small, [big], { take });
  expect(edit).toEqual({ kind: 'merge', name: 'Sylvie', count: 3 });
  expect(changed[0]).toMatchObject({ id: small, name: 'Sylvie', colour: 'red', cover, faces: 5 });
  await engine.undo();
  expect((await engine.listCharacters()).map(({ name, colour }) => [name, colour]).sort()).toEqual([
    ['Lucy', 'blue'],
    ['Sylvie', 'red'],
  ]);
});
