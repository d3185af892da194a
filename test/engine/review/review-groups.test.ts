import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { ReviewGroups } from '../../../electron/engine/review/review-groups.ts';
import { mostGroups } from '../../../electron/engine/review/review-questions.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { VectorIndex } from '../../../electron/engine/vectors/vector-index.ts';
import type { PictureId } from '../../../electron/contract/ids.ts';
import { bench, type Bench } from '../../support/library.ts';

/** Characters of so many faces, the first first; `alone`: faces of none. Faces are numbered through. */
function filled(here: Bench, sizes: readonly number[], alone = 0) {
  const database = openDatabase(here.library);
  const { db } = database;
  const stores = openStores(db);
  const index = new VectorIndex(1);
  db.exec(`INSERT INTO picture (id, hash, files) VALUES (1, x'00', 1)`);
  const character = db.prepare('INSERT INTO character (id) VALUES (?)');
  const face = db.prepare(
    `INSERT INTO face (picture, x, y, width, height, score, embedding, character) VALUES (1, 0, 0, 9, 9, 0.9, x'00', ?)`,
  );
  const add = (to: number | null) => {
    const id = Number(face.run(to).lastInsertRowid) as FaceId;
    index.set(id, Float32Array.of(1), 1 as PictureId);
    return id;
  };
  db.transaction(() => {
    for (const [at, size] of sizes.entries()) {
      character.run(at + 1);
      for (let k = 0; k < size; k += 1) add(at + 1);
    }
    for (let k = 0; k < alone; k += 1) add(null);
  })();
  return { database, db, add, index, groups: new ReviewGroups({ ...stores, index }) };
}

test('the groups are those of now, and a group that is as it was is the same list', async () => {
  await using here = await bench();
  const { database, db, add, index, groups } = filled(here, [2, 3], 2);
  using _closed = database;
  const before = groups.now();
  expect(before.map(({ faces }) => faces)).toEqual([[3, 4, 5], [1, 2], [6], [7]]);
  const added = add(1);
  db.exec('UPDATE face SET character = 1 WHERE id = 6');
  const now = groups.now();
  expect(now.map(({ faces }) => faces)).toEqual([[1, 2, 6, added], [3, 4, 5], [7]]);
  expect(now[1]!.faces).toBe(before[0]!.faces);
  // Without a vector it cannot be compared, until it has one again.
  index.delete(4 as FaceId);
  expect(groups.now().map(({ faces }) => faces)).toEqual([[1, 2, 6, added], [3, 5], [7]]);
  index.set(4 as FaceId, Float32Array.of(1), 1 as PictureId);
  expect(groups.now()[1]!.faces).toEqual([3, 4, 5]);
  db.exec("UPDATE character SET hidden = 1 WHERE id = 2; UPDATE character SET name = 'Mika' WHERE id = 1");
  expect(groups.now().map(({ character, named }) => [character, named])).toEqual([
    [1, true],
    [null, false],
  ]);
});

test('a small character that is asked about is among the groups of a large library', async () => {
  await using here = await bench();
  const small = mostGroups + 5;
  const sizes = Array.from({ length: small }, (_, at) => (at === small - 1 ? 1 : 2));
  const { database, groups } = filled(here, sizes);
  using _closed = database;
  expect(groups.now()).toHaveLength(mostGroups);
  const asked = groups.now(small as CharacterId);
  expect(asked).toHaveLength(mostGroups);
  expect(asked.at(-1)).toMatchObject({ character: small, faces: [small * 2 - 1] });
});
