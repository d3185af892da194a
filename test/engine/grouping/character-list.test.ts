import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Character } from '../../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../../electron/contract/ids.ts';
import { CharacterList } from '../../../electron/engine/store/character-list.ts';
import { connect, openDatabase, type Db } from '../../../electron/engine/store/database.ts';
import { bench } from '../../support/library.ts';

const characters = 3;
const pictures = 2;
const faces = 3;
const among = (count: number) => fc.integer({ min: 1, max: count });
const face = among(faces);
const character = among(characters);

const insertFace = `INSERT INTO face (picture, x, y, width, height, score, embedding, character, similarity)
  VALUES (?, 1, 1, 9, 9, .9, x'00', ?, .5)`;

/** Writes of every kind that a list of characters depends on. Some fail, where there is no such character: as nothing then. */
const write = fc.oneof(
  fc.tuple(fc.constant('UPDATE face SET character = ? WHERE id = ?'), fc.option(character), face),
  fc.tuple(fc.constant('UPDATE face SET similarity = ? WHERE id = ?'), among(9), face),
  fc.tuple(fc.constant('UPDATE face SET shown = ? WHERE id = ?'), fc.constantFrom(0, 1), face),
  fc.tuple(fc.constant('UPDATE picture SET files = ? WHERE id = ?'), fc.constantFrom(0, 1, 2), among(pictures)),
  fc.tuple(fc.constant('INSERT INTO confirmed (face, character) VALUES (?, ?)'), face, character),
  fc.tuple(fc.constant('DELETE FROM confirmed WHERE face = ? AND 0 < ?'), face, face),
  fc.tuple(fc.constant('INSERT INTO not_a_face (face) SELECT ? WHERE 0 < ?'), face, face),
  fc.tuple(fc.constant('DELETE FROM not_a_face WHERE face = ? AND 0 < ?'), face, face),
  fc.tuple(fc.constant('DELETE FROM face WHERE id = ? AND 0 < ?'), face, face),
  fc.tuple(fc.constant(insertFace), among(pictures), fc.option(character)),
  fc.tuple(fc.constant('UPDATE character SET confirmed = ? WHERE id = ?'), fc.constantFrom(0, 1), character),
  fc.tuple(fc.constant('UPDATE character SET name = ? WHERE id = ?'), fc.constantFrom('Ann', 'Bo', null), character),
  fc.tuple(fc.constant('UPDATE character SET cover = ? WHERE id = ?'), face, character),
  fc.tuple(fc.constant('DELETE FROM character WHERE id = ? AND 0 < ?'), character, character),
  fc.tuple(fc.constant('INSERT OR IGNORE INTO character (id, confirmed) VALUES (?, ?)'), character, fc.constant(1)),
);
const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ how: fc.constant('listed'), write }) },
  { weight: 4, arbitrary: fc.record({ how: fc.constant('written'), write }) },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('written elsewhere'), write }) },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('listed, then taken back'), write }) },
);

function run(db: Db, [sql, ...values]: readonly [string, ...(string | number | null)[]]): void {
  try {
    db.prepare(sql).run(...values);
  } catch {
    // No such character, a name twice: nothing is written.
  }
}

function fill(db: Db): void {
  for (let id = 1; id <= characters; id++) db.prepare('INSERT INTO character (id) VALUES (?)').run(id);
  for (let id = 1; id <= pictures; id++)
    db.prepare('INSERT INTO picture (id, hash, files) VALUES (?, ?, 1)').run(id, Buffer.from(`${id}`));
  for (let id = 1; id <= faces; id++) db.prepare(insertFace).run(1 + (id % pictures), 1 + (id % characters));
}

/** What a start would find, which has to be what it finds where nothing is kept. Nothing is written: the other list would read all anew. */
function readAnew(db: Db): Character[] {
  db.exec('BEGIN');
  const kept = new CharacterList(db).all();
  db.exec('DELETE FROM listed_character');
  const read = new CharacterList(db).all();
  db.exec('ROLLBACK');
  expect(kept).toEqual(read);
  return read;
}

test('a list that reads only what was touched is the same as one that reads everything', async () => {
  await using here = await bench();
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.nat(), (steps, number) => {
      const library = `${here.library}-${number}-${steps.length}-${Math.random()}`;
      using database = openDatabase(library);
      const { db } = database;
      const other = connect(library);
      try {
        fill(db);
        const list = new CharacterList(db);
        list.all();
        for (const { how, write: given } of steps) {
          if (how === 'written elsewhere') run(other, given);
          else if (how === 'listed, then taken back') {
            db.exec('BEGIN');
            run(db, given);
            list.all();
            db.exec('ROLLBACK');
          } else run(db, given);
          if (how === 'listed') expect(list.all()).toEqual(readAnew(other));
        }
        expect(list.all()).toEqual(readAnew(other));
      } finally {
        other.close();
      }
    }),
    { numRuns: 60 },
  );
});

test.for([
  ['a face that is new', '', insertFace.replace('?', '1').replace('?', '1')],
  ['a face that goes', '', 'DELETE FROM face WHERE id = 1'],
  ['a face that moves', '', 'UPDATE face SET character = 3 WHERE id = 1'],
  ['a face that is no face', '', 'INSERT INTO not_a_face (face) VALUES (1)'],
  ['a face that is typical', 'UPDATE face SET character = 1', 'UPDATE face SET similarity = 1 WHERE id = 3'],
  ['a picture that is away', '', 'UPDATE picture SET files = 0 WHERE id = 1'],
  ['an answer', 'UPDATE character SET confirmed = 1', 'INSERT INTO confirmed (face, character) VALUES (1, 2)'],
  [
    'an answer taken back',
    'UPDATE character SET confirmed = 1; INSERT INTO confirmed (face, character) VALUES (1, 2)',
    'DELETE FROM confirmed',
  ],
  ['a character that is new', '', 'INSERT INTO character (id, confirmed) VALUES (9, 1)'],
  ['a character with a name', '', "UPDATE character SET name = 'Ann' WHERE id = 2"],
  [
    'an empty character that goes',
    'INSERT INTO character (id, confirmed) VALUES (9, 1)',
    'DELETE FROM character WHERE id = 9',
  ],
] as const)('a list sees %s', async ([, before, sql]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  db.exec(before);
  const list = new CharacterList(db);
  const old = list.all();
  db.exec(sql);
  expect(list.all()).not.toEqual(old);
});

test('characters that nothing has touched are the same objects again', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  fill(database.db);
  const list = new CharacterList(database.db);
  const before = list.all();
  database.db.prepare('UPDATE face SET similarity = 1 WHERE character = 1').run();
  const after = list.all();
  const same = after.filter((each) => before.includes(each)).map(({ id }) => id);
  expect(same.sort()).toEqual([2, 3]);
});

test('what was listed is there at the next start without counting faces, but for what was written since', async () => {
  await using here = await bench();
  const kept = (db: Db) =>
    db.prepare<[], number>('SELECT character FROM listed_character ORDER BY character').pluck().all();
  {
    using database = openDatabase(here.library);
    fill(database.db);
    new CharacterList(database.db).all();
    expect(kept(database.db)).toEqual([1, 2, 3]);
  }
  using database = openDatabase(here.library);
  database.db.exec('UPDATE face SET character = 2 WHERE character = 1');
  expect(kept(database.db)).toEqual([3]);
  // A mark that shows where it is read from.
  database.db.exec(`UPDATE listed_character SET listed = json_set(listed, '$.faces', 77) WHERE character = 3`);
  const listed = new CharacterList(database.db).all().map(({ id, faces: count }) => [id, count]);
  expect(listed).toEqual([
    [3, 77],
    [2, 2],
  ]);
});

test('many characters are described as one by one, in the order asked for', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  const count = 300;
  db.transaction(() => {
    for (let id = 1; id <= count; id += 1) {
      const confirmed = id % 3 === 0 ? 1 : 0;
      db.prepare('INSERT INTO character (id, name, confirmed, hidden) VALUES (?, ?, ?, ?)').run(
        ...[id, confirmed ? `Name ${id}` : null, confirmed, id % 7 === 0 ? 1 : 0],
      );
      // Every fifth picture has no file any more.
      db.prepare('INSERT INTO picture (id, hash, files) VALUES (?, ?, ?)').run(
        id,
        Buffer.from(`${id}`),
        id % 5 ? 1 : 0,
      );
      for (let k = 0; k < id % 4; k += 1) db.prepare(insertFace).run(1 + ((id + k) % id), id);
    }
    db.exec('INSERT INTO confirmed (face, character) SELECT id, character FROM face WHERE id % 2 = 0');
  })();
  const list = new CharacterList(db);
  const ids = Array.from({ length: count }, (_, at) => (((at * 7) % count) + 1) as CharacterId);
  const described = list.describeAll(ids);
  const few = ids.flatMap((id) => list.describeAll([id]));
  expect(described).toEqual(few);
  expect(described.length).toBeLessThan(count);
  expect(list.all().map(({ id }) => id)).toEqual(
    described.toSorted((a, b) => b.faces - a.faces || a.id - b.id).map(({ id }) => id),
  );
});
