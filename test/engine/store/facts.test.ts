import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { openDatabase, type Db } from '../../../electron/engine/store/database.ts';
import { DecidedFaces } from '../../../electron/engine/store/decided-faces.ts';
import { FactStore } from '../../../electron/engine/store/facts.ts';
import { bench } from '../../support/library.ts';
import { random } from '../../support/vectors.ts';

const [first, second] = [1 as CharacterId, 2 as CharacterId];
const face = (id: number) => id as FaceId;

/** Forty faces in two characters. */
function fill(db: Db): void {
  db.exec(`INSERT INTO picture (id, hash) VALUES (1, x'00'); INSERT INTO character (id) VALUES (1), (2);
    WITH RECURSIVE ids(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < 40)
    INSERT INTO face (id, picture, x, y, width, height, score, embedding) SELECT id, 1, 0, 0, 9, 9, 0.9, x'00' FROM ids`);
}

test.for<readonly [what: string, decide: (facts: FactStore, db: Db) => void, faces: readonly number[]]>([
  ['a face that is confirmed', (facts) => facts.confirm([face(3)], first), [3]],
  ['one that is suggested', (facts) => facts.suggest([face(4), face(5)], second), [4, 5]],
  ['one that is refused', (facts) => facts.reject([face(6)], first), [6]],
  ['a pair that belongs together', (facts) => facts.mustLink([[face(7), face(8)]]), [7, 8]],
  ['a pair that does not', (facts) => facts.cannotLink([[face(9), face(8)]]), [8, 9]],
  ['another character for a confirmed face', (facts) => facts.confirm([face(1)], second), [1]],
  ['what is taken back', (_facts, db) => db.exec('DELETE FROM confirmed'), [1, 2]],
  ['the same said again', (facts) => facts.confirm([face(1), face(2)], first), []],
])('%s is decided since', async ([, decide, faces]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  const facts = new FactStore(db);
  facts.confirm([face(1), face(2)], first);
  const decided = new DecidedFaces(db);
  expect(decided.take()).toEqual([]);
  decide(facts, db);
  expect(decided.take()).toEqual(faces);
  expect(decided.take()).toEqual([]);
});

test('what is rolled back was not decided', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  const decided = new DecidedFaces(db);
  const refused = db.transaction(() => {
    new FactStore(db).confirm([face(1)], first);
    throw new Error('no');
  });
  expect(refused).toThrow('no');
  expect(decided.take()).toEqual([]);
});

test('the decisions of some faces are those of all that are about them alone', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  fill(db);
  const facts = new FactStore(db);
  const next = random(5);
  const any = () => face(1 + Math.floor(next() * 40));
  const character = () => (next() < 0.5 ? first : second);
  for (let round = 0; round < 60; round += 1) {
    facts.confirm([any()], character());
    facts.suggest([any()], character());
    facts.reject([any()], character());
    const [a, b] = [any(), any()];
    if (a === b) continue;
    if (next() < 0.5) facts.mustLink([[a, b]]);
    else facts.cannotLink([[a, b]]);
  }
  const all = facts.decisions();
  const some = new Set(Array.from({ length: 15 }, any));
  const both = ([a, b]: readonly [FaceId, FaceId]) => some.has(a) && some.has(b);
  const inOrder = (pairs: readonly (readonly [number, number])[]) => pairs.toSorted(([a, b], [c, d]) => a - c || b - d);
  const found = facts.decisions([...some]);
  expect(found.mustLink.length * found.cannotLink.length * found.rejected.length * found.held.size).toBeGreaterThan(0);
  // The latest links come first; the others have no order.
  expect({ ...found, rejected: inOrder(found.rejected), cannotLink: inOrder(found.cannotLink) }).toEqual({
    held: new Map([...all.held].filter(([one]) => some.has(one))),
    rejected: inOrder(all.rejected.filter(([one]) => some.has(one))),
    mustLink: all.mustLink.filter(both),
    cannotLink: inOrder(all.cannotLink.filter(both)),
  });
});
