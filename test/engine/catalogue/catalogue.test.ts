import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, red } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };

/** Three red faces and two blue ones, each alone in its picture. */
async function cast(here: Bench) {
  await drawAll(here.art, [red, red, red, blue, blue]);
  const opened = await openIndexed(here);
  const [mika, rei] = opened.ids as [CharacterId, CharacterId];
  await opened.engine.nameCharacter(mika, 'Mika');
  await opened.engine.nameCharacter(rei, 'Rei');
  const aboutOf = async (id: CharacterId) => (await opened.engine.listCharacters()).find((one) => one.id === id)?.about;
  const facesOf = async (id: CharacterId) => opened.engine.listFaces(id, all);
  return { ...opened, mika, rei, aboutOf, facesOf };
}

const nothing = { rating: 0, favourite: false, note: '', aliases: [], series: [], tags: [], outfits: [], hotkey: null };

test('everything that is said of a character is listed with it, undone in order, done again, and kept', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, aboutOf } = await cast(here);
  expect(await aboutOf(mika)).toBeUndefined();
  await engine.setAliases(mika, [
    { name: '聖園ミカ', language: 'ja' },
    { name: 'mika', language: null },
    { name: 'Misono', language: null },
  ]);
  await engine.addToSeries([mika, rei], 'Blue Archive');
  await engine.tagCharacters([mika], 'main');
  await engine.rateCharacters([mika], 4);
  await engine.favourCharacters([mika], true);
  await engine.noteCharacter(mika, ' pink hair ');
  const { edit } = await engine.setHotkey(mika, 3);
  expect(edit).toEqual({ kind: 'hotkey', name: 'Mika', count: 1 });
  const said = {
    ...nothing,
    ...{ rating: 4, favourite: true, note: 'pink hair', tags: ['main'], series: ['Blue Archive'], hotkey: 3 },
    aliases: [
      { name: 'Misono', language: null },
      { name: '聖園ミカ', language: 'ja' },
    ],
  };
  expect(await aboutOf(mika)).toEqual(said);
  expect(await aboutOf(rei)).toEqual({ ...nothing, series: ['Blue Archive'] });
  for (let steps = 0; steps < 7; steps += 1) await engine.undo();
  expect(await aboutOf(mika)).toBeUndefined();
  expect((await engine.status()).undo).toEqual({ kind: 'name', name: 'Rei', count: 1 });
  for (let steps = 0; steps < 7; steps += 1) await engine.redo();
  expect(await aboutOf(mika)).toEqual(said);
  await library[Symbol.asyncDispose]();

  await using again = here.open();
  expect((await again.engine.listCharacters()).find(({ id }) => id === mika)?.about).toEqual(said);
});

test('a group of the machine of which something is said is the artist’s', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red]);
  const { library, engine, ids } = await openIndexed(here);
  await using _closed = library;
  const { changed } = await engine.tagCharacters([ids[0]!], 'extra');
  expect(changed).toMatchObject([{ confirmed: true, about: { tags: ['extra'] } }]);
});

test('a series, a tag and an outfit are written as they are already, whatever the case and width', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, facesOf } = await cast(here);
  await using _closed = library;
  await engine.addToSeries([mika], 'Blue Archive');
  expect((await engine.addToSeries([rei], 'ＢＬＵＥ archive')).edit.name).toBe('Blue Archive');
  await engine.tagPictures(
    (await facesOf(mika)).map(({ picture }) => picture),
    'Sketch',
  );
  expect(
    (
      await engine.tagPictures(
        (await facesOf(rei)).map(({ picture }) => picture),
        'sketch',
      )
    ).edit.name,
  ).toBe('Sketch');
  expect(await engine.listVocabulary()).toMatchObject({
    series: [{ name: 'Blue Archive', count: 2 }],
    pictureTags: [{ name: 'Sketch', count: 5 }],
  });
  await expect(engine.tagCharacters([mika], '  ')).rejects.toMatchObject({ code: 'name-empty' });
});

test('a series gets another name, and becomes one with a series of that name', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, aboutOf } = await cast(here);
  await using _closed = library;
  await engine.addToSeries([mika, rei], 'BA');
  await engine.addToSeries([rei], 'Blue Archive');
  expect((await engine.renameSeries('BA', 'Blue Archive')).edit).toMatchObject({ kind: 'series-rename', count: 2 });
  expect([(await aboutOf(mika))?.series, (await aboutOf(rei))?.series]).toEqual([['Blue Archive'], ['Blue Archive']]);
  await engine.undo();
  expect([(await aboutOf(mika))?.series, (await aboutOf(rei))?.series]).toEqual([['BA'], ['BA', 'Blue Archive']]);
});

test('faces wear an outfit as long as they are in the character', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, aboutOf, facesOf } = await cast(here);
  await using _closed = library;
  const [first, second, third] = (await facesOf(mika)).map(({ id }) => id);
  await engine.setOutfit([first!, second!], 'winter');
  await engine.setOutfit([third!], 'school');
  expect((await aboutOf(mika))?.outfits).toEqual([
    { name: 'school', count: 1 },
    { name: 'winter', count: 2 },
  ]);
  expect((await engine.listFaces(mika, all, { outfit: 'winter' })).map(({ id, outfit }) => [id, outfit])).toEqual([
    [first, 'winter'],
    [second, 'winter'],
  ]);
  await engine.moveFaces([first!], { character: rei });
  expect((await aboutOf(mika))?.outfits).toContainEqual({ name: 'winter', count: 1 });
  expect(await aboutOf(rei)).toBeUndefined();
  await engine.undo();
  expect((await aboutOf(mika))?.outfits).toContainEqual({ name: 'winter', count: 2 });
  await engine.renameOutfit(mika, 'school', 'winter');
  expect((await aboutOf(mika))?.outfits).toEqual([{ name: 'winter', count: 3 }]);
  await engine.setOutfit([first!], null);
  expect((await engine.listFaces(mika, all, { outfit: null })).map(({ id }) => id)).toEqual([first]);
  await engine.undo();
  await engine.undo();
  expect((await aboutOf(mika))?.outfits).toHaveLength(2);
});

test('a merge keeps what was said of both, and undo gives each its own back', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, aboutOf, facesOf } = await cast(here);
  await using _closed = library;
  await engine.rateCharacters([mika], 2);
  await engine.noteCharacter(mika, 'one');
  await engine.rateCharacters([rei], 5);
  await engine.noteCharacter(rei, 'two');
  await engine.tagCharacters([rei], 'blue');
  await engine.setAliases(rei, [{ name: 'レイ', language: 'ja' }]);
  await engine.setOutfit([(await facesOf(rei))[0]!.id], 'suit');
  await engine.setHotkey(rei, 1);
  const before = [await aboutOf(mika), await aboutOf(rei)];
  await engine.mergeCharacters(mika, [rei]);
  expect(await aboutOf(mika)).toEqual({
    ...nothing,
    ...{ rating: 2, note: 'one\ntwo', tags: ['blue'], hotkey: 1 },
    outfits: [{ name: 'suit', count: 1 }],
    aliases: [{ name: 'レイ', language: 'ja' }],
  });
  await engine.undo();
  expect([await aboutOf(mika), await aboutOf(rei)]).toEqual(before);
});

test('a key is one character’s, and goes back by undo', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, aboutOf } = await cast(here);
  await using _closed = library;
  await engine.setHotkey(mika, 1);
  await engine.setHotkey(rei, 1);
  expect([await aboutOf(mika), (await aboutOf(rei))?.hotkey]).toEqual([undefined, 1]);
  await engine.undo();
  expect([(await aboutOf(mika))?.hotkey, await aboutOf(rei)]).toEqual([1, undefined]);
  await engine.setHotkey(mika, null);
  expect(await aboutOf(mika)).toBeUndefined();
});

test('pictures have tags, stars, a note and a heart of their own', async () => {
  await using here = await bench();
  const { library, engine, mika, facesOf } = await cast(here);
  await using _closed = library;
  const [one, two] = (await facesOf(mika)).map(({ picture }) => picture);
  await engine.tagPictures([one!, two!], 'card');
  await engine.ratePictures([one!], 5);
  await engine.favourPictures([one!], true);
  await engine.notePicture(one!, 'the cover');
  const about = async (picture = one) => (await engine.getPicture(picture!)).about;
  expect(await about()).toEqual({ rating: 5, favourite: true, note: 'the cover', tags: ['card'] });
  expect(await about(two)).toEqual({ rating: 0, favourite: false, note: '', tags: ['card'] });
  await engine.untagPictures([one!], 'card');
  await engine.ratePictures([one!], 0);
  await engine.undo();
  await engine.undo();
  expect(await about()).toEqual({ rating: 5, favourite: true, note: 'the cover', tags: ['card'] });
  // What is so already is no edit.
  const before = (await engine.listHistory(all)).length;
  await engine.ratePictures([one!], 5);
  await engine.tagPictures([one!], 'card');
  expect((await engine.listHistory(all)).length).toBe(before);
});

test('a search is kept under its name, renamed and removed; one that cannot be read is refused', async () => {
  await using here = await bench();
  const { library, engine } = await cast(here);
  await using _closed = library;
  await engine.saveCollection('Best', 'rating>=4');
  await engine.saveCollection('Best', 'rating>=5');
  await engine.saveCollection('Cards', 'folder:cards');
  const [best] = await engine.listCollections();
  expect(best).toMatchObject({ name: 'Best', query: 'rating>=5' });
  await expect(engine.saveCollection('Broken', 'rating>=')).rejects.toMatchObject({ code: 'bad-query' });
  await expect(engine.renameCollection(best!.id, 'Cards')).rejects.toMatchObject({ code: 'name-taken' });
  await engine.renameCollection(best!.id, 'Top');
  await engine.removeCollection(best!.id);
  await expect(engine.removeCollection(best!.id)).rejects.toMatchObject({ code: 'collection-gone' });
  await engine.undo();
  expect(await engine.listCollections()).toMatchObject([{ name: 'Cards' }, { id: best!.id, name: 'Top' }]);
});
