import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { blue, drawAll, red } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';

const all = { offset: 0, limit: 1_000 };

/** Mika and Rei, and searches that name them. */
async function cast(here: Bench, searches: readonly string[]) {
  await drawAll(here.art, [red, red, red, blue, blue]);
  const { library, engine, ids } = await openIndexed(here);
  const [mika, rei] = ids as [CharacterId, CharacterId];
  await engine.nameCharacter(mika, 'Mika');
  await engine.nameCharacter(rei, 'Rei');
  await engine.addToSeries([mika], 'BA');
  const outfits = async (id: CharacterId, ...names: string[]) => {
    const faces = await engine.listFaces(id, all);
    for (const [at, name] of names.entries()) await engine.setOutfit([faces[at]!.id], name);
  };
  await outfits(mika, 'winter');
  for (const [at, query] of searches.entries()) await engine.saveCollection(`${at}`, query);
  const kept = async () => (await engine.listCollections()).map(({ query }) => query);
  const about = async (id: CharacterId) => (await engine.listCharacters()).find((one) => one.id === id)?.about;
  /** Does it, and answers the searches then; undone, they are as before, and done again, as then. */
  const after = async (edit: () => Promise<unknown>) => {
    const before = await kept();
    await edit();
    const then = await kept();
    await engine.undo();
    expect(await kept()).toEqual(before);
    await engine.redo();
    expect(await kept()).toEqual(then);
    return then;
  };
  return { library, engine, mika, rei, outfits, about, after };
}

test('searches that are kept follow a character that gets another name, until that is undone', async () => {
  await using here = await bench();
  const { library, engine, mika, after } = await cast(here, [
    'character:Mika and not (only:ＭＩＫＡ or character:Rei)',
    'outfit:mika/winter rating>=3',
    'Mika character:M*a "mika"',
  ]);
  await using _ = library;
  expect(await after(() => engine.nameCharacter(mika, 'Misono Mika'))).toEqual([
    'character:"Misono Mika" and not (only:"Misono Mika" or character:Rei)',
    'outfit:"Misono Mika/winter" rating>=3',
    'Mika character:M*a "mika"',
  ]);
});

test('a name that somebody still has is left in them: as another name, or as that of a namesake', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, after } = await cast(here, ['character:Mika']);
  await using _ = library;
  await engine.setAliases(rei, [{ name: 'mika', language: null }]);
  expect(await after(() => engine.nameCharacter(mika, 'Misono'))).toEqual(['character:Mika']);
});

test('they follow into the character that another one becomes part of', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, after } = await cast(here, ['character:Rei or character:Mika']);
  await using _ = library;
  expect(await after(() => engine.mergeCharacters(mika, [rei]))).toEqual(['character:Mika or character:Mika']);
});

test('they follow series and outfits, whose own case can be changed and which join what is called so already', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, outfits, about, after } = await cast(here, [
    'series:ba not outfit:winter',
    'outfit:Mika/winter',
  ]);
  await using _ = library;
  expect(await after(() => engine.renameSeries('BA', 'Blue Archive'))).toEqual([
    'series:"Blue Archive" not outfit:winter',
    'outfit:Mika/winter',
  ]);
  expect(await after(() => engine.renameOutfit(mika, 'winter', 'Winter'))).toEqual([
    'series:"Blue Archive" not outfit:Winter',
    'outfit:Mika/Winter',
  ]);
  await outfits(rei, 'Winter');
  // Rei wears it still.
  expect((await after(() => engine.renameOutfit(mika, 'Winter', 'snow')))[0]).toBe(
    'series:"Blue Archive" not outfit:Winter',
  );
  await outfits(mika, 'snow', 'rain');
  await engine.renameOutfit(mika, 'rain', 'SNOW');
  expect((await about(mika))?.outfits).toEqual([{ name: 'snow', count: 2 }]);
  await engine.addToSeries([rei], 'Other');
  await engine.renameSeries('Other', 'blue archive');
  expect((await about(rei))?.series).toEqual(['Blue Archive']);
});

test('a character that gets one of its other names, by a name or a merge, has it as a name alone', async () => {
  await using here = await bench();
  const { library, engine, mika, rei, outfits, about } = await cast(here, []);
  await using _ = library;
  const alias = (name: string) => ({ name, language: null });
  await engine.setAliases(mika, [alias('聖園ミカ'), alias('ﾐｶ')]);
  await engine.nameCharacter(mika, 'ミカ');
  expect((await about(mika))?.aliases).toEqual([alias('聖園ミカ')]);
  await engine.undo();
  expect((await about(mika))?.aliases).toHaveLength(2);
  await engine.setAliases(rei, [alias('MIKA'), alias('ミカ'), alias('レイ')]);
  await outfits(rei, 'suit');
  await engine.renameOutfit(rei, 'suit', 'WINTER');
  const before = [await about(mika), await about(rei)];
  await engine.mergeCharacters(mika, [rei]);
  expect(await about(mika)).toMatchObject({
    aliases: [alias('レイ'), alias('聖園ミカ'), alias('ﾐｶ')],
    outfits: [{ name: 'winter', count: 2 }],
  });
  await engine.undo();
  expect([await about(mika), await about(rei)]).toEqual(before);
});
