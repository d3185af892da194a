import { expect, test } from 'vitest';
import type { CharacterId, PictureId } from '../../../electron/contract/ids.ts';
import type { RenameScope } from '../../../electron/contract/rename/rename-model.ts';
import {
  countFaces,
  facesOfPictures,
  facesToExport,
  type ExportedFace,
} from '../../../electron/engine/export/exported-faces.ts';
import { textOf } from '../../../electron/engine/export/face-table.ts';
import { openDatabase, type Db } from '../../../electron/engine/store/database.ts';
import { bench } from '../../support/library.ts';

const [mika, hidden] = [1 as CharacterId, 2 as CharacterId];
const pictures = 1_300;

/** A named character in every picture, a hidden one in each third, a face of nobody in each fifth. Each hundredth picture has a copy elsewhere. */
function fill(db: Db): void {
  db.exec(`INSERT INTO folder (id, path) VALUES (1, '/art');
    INSERT INTO character (id, name, confirmed, hidden) VALUES (1, 'Mika', 1, 0), (2, 'Extra', 1, 1);
    WITH RECURSIVE ids(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < ${pictures})
    INSERT INTO picture (id, hash, width, height, indexed_by) SELECT id, CAST(id AS BLOB), 100, 100, 'test' FROM ids;
    INSERT INTO file (folder, path, size, mtime_ms, identified, picture)
      SELECT 1, '/art/' || (id % 7) || '/' || printf('%05d', id) || '.png', 1, 1, 1, id FROM picture;
    INSERT INTO file (folder, path, size, mtime_ms, identified, picture)
      SELECT 1, '/art/copies/' || id || '.png', 1, 1, 1, id FROM picture WHERE id % 100 = 0;
    INSERT INTO face (picture, x, y, width, height, score, embedding, character)
      SELECT id, 1, 2, 30, 40, 0.9, x'00', 1 FROM picture
      UNION ALL SELECT id, 5, 2, 30, 40, 0.8, x'00', 2 FROM picture WHERE id % 3 = 0
      UNION ALL SELECT id, 9, 2, 30, 40, 0.7, x'00', NULL FROM picture WHERE id % 5 = 0;`);
}

/** By what the tables say, one file after another. */
function expected(db: Db, fits: (row: { path: string; picture: number; character: number | null }) => boolean) {
  const rows = db.prepare<[], { path: string; picture: number; character: number | null; face: number }>(
    `SELECT f.path, f.picture, face.character, face.id AS face FROM file f JOIN face ON face.picture = f.picture ORDER BY f.path, face.id`,
  );
  return rows
    .all()
    .filter(fits)
    .map(({ path, face }) => `${path} ${face}`);
}

const told = (faces: readonly (readonly ExportedFace[])[]) => faces.flat().map(({ path, face }) => `${path} ${face}`);

test.for<readonly [what: string, scope: RenameScope, fits: Parameters<typeof expected>[1]]>([
  ['the whole library', {}, ({ character }) => character !== 2],
  ['a folder', { below: '/art/3' }, ({ path, character }) => path.startsWith('/art/3/') && character !== 2],
  [
    'some pictures',
    { pictures: [100, 200, 7].map((id) => id as PictureId) },
    ({ picture, character }) => [100, 200, 7].includes(picture) && character !== 2,
  ],
  ['a character', { characters: [mika] }, ({ character }) => character === 1],
  ['a hidden one that is asked for', { characters: [hidden] }, ({ character }) => character === 2],
  ['a folder without files', { below: '/art/none' }, () => false],
])('%s: every face of it is told once for each file, and counted', async ([, scope, fits]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  const faces = await Array.fromAsync(facesToExport(db, scope));
  expect(told(faces)).toEqual(expected(db, fits));
  expect(await countFaces(db, scope)).toEqual({
    faces: faces.flat().length,
    files: faces.length,
    namedFiles: faces.filter((of) => of.some(({ name }) => name !== null)).length,
  });
});

test('a sidecar is about all faces of a picture, also where one character is asked for', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  const faces = await Array.fromAsync(facesOfPictures(db, { characters: [hidden] }));
  expect(told(faces)).toEqual(expected(db, ({ picture }) => picture % 3 === 0));
});

test('the table of many faces is CSV and JSON, and other calls are answered meanwhile', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  const csv = (await Array.fromAsync(textOf(facesToExport(db, {}), 'csv'))).join('');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  const count = pictures + pictures / 5 + 13 + 13;
  expect(csv.split('\r\n')).toHaveLength(count + 2);
  let counted = 0;
  const json = await Array.fromAsync(
    textOf(facesToExport(db, {}), 'json', { counted: (more) => void (counted += more) }),
  );
  const { version, faces } = JSON.parse(json.join('')) as { version: number; faces: ExportedFace[] };
  expect([version, faces.length, counted]).toEqual([1, count, count]);
  expect(faces[0]).toMatchObject({ path: '/art/0/00007.png', name: 'Mika', x: 1, y: 2, width: 30, height: 40 });
  const none = await Array.fromAsync(textOf(facesToExport(db, { below: '/none' }), 'json'));
  expect(JSON.parse(none.join(''))).toEqual({ version: 1, faces: [] });
});
