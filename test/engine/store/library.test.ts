import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/errors.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { draw, red } from '../../support/drawn.ts';
import { bench } from '../../support/library.ts';

test('a library that is open elsewhere is refused, and free again when that ends', async () => {
  await using here = await bench();
  const first = here.open();
  expect(() => here.open()).toThrow(expect.objectContaining({ code: 'library-in-use' }));
  await first[Symbol.asyncDispose]();
  await using second = here.open();
  expect((await second.engine.status()).library).toBe(here.library);
});

test('a library of a newer version is left alone', async () => {
  await using here = await bench();
  await here.open()[Symbol.asyncDispose]();
  const db = new Database(join(here.library, 'library.db'));
  db.pragma('user_version = 999');
  db.close();
  expect(() => here.open()).toThrow(expect.objectContaining({ code: 'library-newer' }));
});

test('a file that is no library is named as such, and not touched', async () => {
  await using here = await bench();
  await writeFile(here.library, 'a file where the folder should be');
  expect(() => here.open()).toThrow(expect.objectContaining({ code: 'library-unreadable' }));
});

test('without models the library can be seen, and says why nothing is indexed', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  const silent = { progress: () => undefined, changed: () => undefined };
  const models = Promise.reject(new AppError('model-invalid', 'no models.json'));
  await using engine = createEngine({ library: here.library, models, events: silent, watch: false });
  await engine.addFolder(here.art);
  await expect(engine.whenIdle()).rejects.toMatchObject({ code: 'model-invalid' });
  expect((await engine.status()).problem).toMatchObject({ code: 'model-invalid' });
  expect(await engine.listCharacters()).toEqual([]);
});

test.each([
  [
    'the next files to identify',
    'SELECT id FROM file f WHERE f.identified = 0 AND f.skip_reason IS NULL AND f.id > 5',
    'file_to_identify',
  ],
  [
    'the faces of a group in their order',
    'SELECT id FROM face WHERE character = 3 ORDER BY similarity DESC',
    'face_by_character',
  ],
  ['the files of a picture', 'SELECT path FROM file WHERE picture = 3', 'file_by_picture'],
  ['a file by its path', "SELECT id FROM file WHERE path = 'x'", 'sqlite_autoindex_file_1'],
  ['a character by its name', "SELECT id FROM character WHERE name = 'x'", 'character_by_name'],
])('%s are found through an index', async (_what, sql, index) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const plan = database.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all();
  const details = plan.map(({ detail }) => detail).join('; ');
  expect(details).toContain(index);
  expect(details).not.toContain('TEMP B-TREE');
});
