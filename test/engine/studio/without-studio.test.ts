import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { drawAll, red } from '../../support/drawn.ts';
import { bench, openIndexed } from '../../support/library.ts';

test('without a studio nothing is loaded and nothing is written for one', async () => {
  await using here = await bench();
  await drawAll(here.art, [red, red, red]);
  const { library, engine, ids } = await openIndexed(here);
  await engine.nameCharacter(ids[0] as CharacterId, 'Sylvie');
  await engine.undo();
  expect(await engine.studio()).toBeNull();
  await library[Symbol.asyncDispose]();
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  expect(loaded.filter((path) => /node_modules[\\/]pg[\\/]/.test(path))).toEqual([]);
  using database = openDatabase(here.library);
  const tables = ['studio', 'studio_event', 'studio_fact', 'studio_face', 'studio_character', 'studio_arrived'];
  for (const table of tables) expect(database.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
});
