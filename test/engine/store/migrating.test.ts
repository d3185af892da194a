import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Character } from '../../../electron/contract/api/faces-api.ts';
import { bench } from '../../support/library.ts';

const libraries = join(import.meta.dirname, '../../support/libraries');
const page = { offset: 0, limit: 1_000 };

interface Kept {
  readonly characters: readonly Character[];
  readonly undo: unknown;
  readonly redo: unknown;
  readonly history: readonly unknown[];
}

// Made by `make-library.ts` in a checkout of the version before.
test.for(['before-catalogue'])('a library of an earlier version keeps every name and decision: %s', async (name) => {
  await using here = await bench();
  await mkdir(here.library);
  await copyFile(join(libraries, `${name}.db`), join(here.library, 'library.db'));
  const kept = JSON.parse(await readFile(join(libraries, `${name}.json`), 'utf8')) as Kept;
  await using opened = here.open();
  const { engine } = opened;
  const characters = await engine.listCharacters();
  expect(characters).toMatchObject(kept.characters);
  expect(characters.map(({ about }) => about)).toEqual(kept.characters.map(() => undefined));
  expect(await engine.status()).toMatchObject({ undo: kept.undo, redo: kept.redo });
  expect(await engine.listHistory(page)).toMatchObject(kept.history);
  // What was decided before can still be taken back, and what is new can be said.
  const [mika] = characters.filter(({ name: called }) => called === '聖園 Mika');
  await engine.addToSeries([mika!.id], 'Blue Archive');
  expect((await engine.searchPictures('character:"聖園 mika"', page)).total).toBe(mika!.pictures);
  const edits = kept.history.filter((entry) => !(entry as { undone: boolean }).undone).length;
  for (let steps = 0; steps <= edits; steps += 1) await engine.undo();
  expect((await engine.listCharacters()).map(({ name: called }) => called)).toEqual(kept.characters.map(() => null));
  for (let steps = 0; steps < edits; steps += 1) await engine.redo();
  expect((await engine.listCharacters()).map(({ name: called, hidden, colour }) => [called, hidden, colour])).toEqual(
    kept.characters.map(({ name: called, hidden, colour }) => [called, hidden, colour]),
  );
});
