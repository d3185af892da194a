import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import { migrations } from '../../../electron/engine/store/migrations/index.ts';
import type { RowChange } from '../../../electron/engine/store/recorder.ts';
import { selectMerges } from '../../../electron/engine/studio/facts/fact-table.ts';
import type { EventBody, Fact } from '../../../electron/engine/studio/facts/log.ts';
import { NotedEdits } from '../../../electron/engine/studio/facts/noted-edits.ts';
import { Desk } from '../../support/studio/desk.ts';
import { doSomething, randomFrom } from '../../support/studio/sequence.ts';

/** A library with two groups of a machine, in a studio of which it knows all. */
function joinedDesk(): { desk: Desk; faces: FaceId[]; groups: CharacterId[] } {
  const desk = new Desk();
  const faces = desk.addPictures(4, 3);
  const groups = [0, 5].map((at) => desk.group(faces.slice(at, at + 4)));
  desk.join('postgresql://studio');
  desk.replica.rebuild();
  return { desk, faces, groups };
}

interface Row {
  readonly kind: string;
  readonly name: string | null;
  readonly count: number;
  readonly body: string;
}

const character = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What the events say, with a number in the place of each character's UUID, which is another one every time. Facts of one event have no order. */
function events({ db }: Desk): { kind: string; body: EventBody }[] {
  const rows = db.prepare<[], Row>('SELECT kind, name, count, body FROM studio_event ORDER BY n').all();
  const ids = new Map<string, string>();
  const numbered = (id: string) => {
    if (!ids.has(id)) ids.set(id, `character ${ids.size + 1}`);
    return ids.get(id) as string;
  };
  return rows.map((row) => {
    const { facts, ...rest } = JSON.parse(row.body) as EventBody;
    const shape = (fact: Fact) => JSON.stringify(fact).replace(character, '');
    const sorted = facts.toSorted((one, other) => (shape(one) < shape(other) ? -1 : 1));
    const body = JSON.stringify({ ...rest, facts: sorted }).replace(character, numbered);
    return { ...row, body: JSON.parse(body) as EventBody };
  });
}

const count = ({ db }: Desk, table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();

test('an edit writes one row for the studio, however many faces it is about', () => {
  const { desk, groups } = joinedDesk();
  using _desk = desk;
  const tables = ['studio_event', 'studio_fact', 'studio_face', 'studio_character', 'studio_noted'];
  desk.edits.nameCharacter(groups[0] as CharacterId, 'Aiko');
  expect(tables.map((table) => count(desk, table))).toEqual([0, 0, 0, 0, 1]);
  expect(desk.replica.log.unsentCount()).toBe(1);
  desk.replica.tell();
  // A character, its name, and four faces.
  expect(tables.map((table) => count(desk, table))).toEqual([1, 6, 4, 1, 0]);
  expect(desk.replica.log.unsentCount()).toBe(1);
});

test('what an edit committed is told by the next start where its engine was killed before it was an event', () => {
  const { desk, groups } = joinedDesk();
  desk.edits.nameCharacter(groups[0] as CharacterId, 'Aiko');
  const left = desk.db.serialize();
  desk.replica.tell();
  using again = new Desk(left);
  expect(count(again, 'studio_event')).toBe(0);
  again.replica.tell();
  expect(events(again)).toEqual(events(desk));
  expect(again.said()).toMatchObject({ confirmed: { length: 4 } });
  desk[Symbol.dispose]();
});

test('what an artist put on a group of the machine is told when the group becomes a character', () => {
  const { desk, faces, groups } = joinedDesk();
  using _desk = desk;
  const [group] = groups as [CharacterId];
  const rows = [
    "character_tag (character, name) VALUES (?, 'hero')",
    "character_series (character, name) VALUES (?, 'Book')",
    "character_about (character, rating, favourite, note) VALUES (?, 5, 1, 'tall')",
    "alias (character, name, language) VALUES (?, 'アイコ', 'ja')",
    `outfit (face, character, name) VALUES (${faces[0]}, ?, 'dress')`,
  ];
  for (const row of rows)
    desk.journal.perform([], () => {
      desk.db.prepare(`INSERT INTO ${row}`).run(group);
      return { kind: 'same', name: null, count: 1 };
    });
  desk.db.prepare("UPDATE character SET colour = 'red' WHERE id = ?").run(group);
  desk.replica.tell();
  expect(events(desk)).toEqual([]);
  desk.edits.nameCharacter(group, 'Aiko');
  desk.replica.tell();
  const told = events(desk).flatMap(({ body }) => body.facts);
  expect(told.filter(([kind]) => kind !== 'character' && kind !== 'confirmed')).toEqual([
    ['alias', 'character 1', 'アイコ', ['ja']],
    ['character.colour', 'character 1', '', ['red']],
    ['character.name', 'character 1', '', ['Aiko']],
    ['character_about', 'character 1', '', [5, 1, 'tall']],
    ['character_series', 'character 1', 'Book', []],
    ['character_tag', 'character 1', 'hero', []],
    ['outfit', expect.stringMatching(/-5/), '', ['character 1', 'dress']],
  ]);
});

test('an edit that fails leaves nothing to tell', () => {
  const { desk, groups } = joinedDesk();
  using _desk = desk;
  const fails = () =>
    desk.db.transaction(() => {
      desk.edits.nameCharacter(groups[0] as CharacterId, 'Aiko');
      throw new Error('disk full');
    })();
  expect(fails).toThrow('disk full');
  expect([count(desk, 'studio_noted'), desk.replica.log.unsentCount()]).toEqual([0, 0]);
});

test('edits of one moment are an event each, which says what stood when it was done', () => {
  const { desk, groups } = joinedDesk();
  using _desk = desk;
  const [group] = groups as [CharacterId];
  desk.edits.nameCharacter(group, 'Aiko');
  desk.edits.setHidden([group], true);
  desk.edits.nameCharacter(group, 'Mika');
  desk.journal.undo();
  desk.replica.tell();
  const told = events(desk);
  expect(told.map(({ kind }) => kind)).toEqual(['name', 'hide', 'name', 'name']);
  const saying = told.map(({ body }) => body.facts.filter(([kind]) => /^character\.(name|hidden)/.test(kind)));
  expect(saying.map((facts) => facts.map(([, , , value]) => value?.[0] ?? null))).toEqual([
    ['Aiko'],
    [1],
    ['Mika'],
    ['Aiko'],
  ]);
  expect(told.map(({ body }) => body.undo ?? false)).toEqual([false, false, false, true]);
});

test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
  'an event says the same whether or not later edits were done before it was made: seed %i',
  async (seed) => {
    const { desk, faces } = joinedDesk();
    using _desk = desk;
    const random = randomFrom(seed);
    const earlier: Buffer[] = [];
    for (let step = 1; step <= 60; step += 1) {
      await doSomething(desk, faces, random);
      if (step % 12 === 0) earlier.push(desk.db.serialize());
    }
    desk.replica.tell();
    const all = events(desk);
    for (const library of earlier) {
      using then = new Desk(library);
      then.replica.tell();
      const told = events(then);
      expect(told).toEqual(all.slice(0, told.length));
    }
    expect(all.length).toBeGreaterThan(10);
    const said = desk.said();
    desk.replica.rebuild();
    expect(desk.said()).toEqual(said);
  },
);

test('what was taken back of a face that has gone meanwhile is told', () => {
  const { desk, faces } = joinedDesk();
  using _desk = desk;
  const [face, unnamed] = [faces[11] as FaceId, faces[10] as FaceId];
  desk.edits.moveFaces([face], { name: 'Aiko' });
  desk.replica.tell();
  desk.journal.undo();
  desk.edits.rejectFaces([unnamed], desk.edits.moveFaces([faces[9] as FaceId], { name: 'Mika' }).changed[0]!.id);
  // Its picture is looked at again, and the models do not see it any more.
  for (const id of [face, unnamed]) desk.db.prepare('DELETE FROM face WHERE id = ?').run(id);
  desk.replica.tell();
  const bodies = events(desk).map(({ body }) => body);
  const said = bodies.flatMap(({ facts }) => facts);
  expect(said).toContainEqual(['confirmed', expect.stringMatching(/-5/), '', null]);
  const [, rejected] = said.find(([kind]) => kind === 'rejected') ?? [];
  expect(bodies.flatMap(({ faces: places }) => Object.keys(places))).toContain(rejected);
  expect(count(desk, 'studio_gone')).toBe(0);
});

test('an edit that was taken back and cannot be done again any more is told all the same', () => {
  const { desk, groups } = joinedDesk();
  using _desk = desk;
  const [group, other] = groups as [CharacterId, CharacterId];
  desk.edits.nameCharacter(group, 'Aiko');
  desk.journal.undo();
  desk.edits.nameCharacter(other, 'Mika');
  expect(count(desk, 'edit')).toBe(1);
  desk.replica.tell();
  const names = events(desk).map(({ body }) =>
    body.facts.filter(([kind]) => /^character(\.name)?$/.test(kind)).map(([kind, , , value]) => [kind, value]),
  );
  const named = (name: string) => [
    ['character', [1]],
    ['character.name', [name]],
  ];
  expect(names).toEqual([named('Aiko'), [['character', null]], named('Mika')]);
});

test('what an earlier release has noted is told, in the order in which it was done', () => {
  const db = new Database(':memory:');
  for (const sql of migrations.slice(0, 21)) db.exec(sql);
  const changes: RowChange[] = [['character', [1, 'Aiko', 1, 0, null, null], [1, null, 0, 0, null, null]]];
  const note = db.prepare(
    'INSERT INTO studio_noted (at_ms, kind, name, count, step, changes) VALUES (?, ?, ?, 1, ?, ?)',
  );
  note.run(5, 'hide', null, null, '[]');
  note.run(6, 'name', 'Aiko', 'undo', JSON.stringify(changes));
  for (const sql of migrations.slice(21)) db.exec(sql);
  expect(new NotedEdits(db).all()).toEqual([
    { atMs: 5, kind: 'hide', name: null, count: 1, step: null, changes: [] },
    { atMs: 6, kind: 'name', name: 'Aiko', count: 1, step: 'undo', changes },
  ]);
  db.close();
});

test('who was merged into whom is not looked for among all facts', () => {
  const { desk } = joinedDesk();
  using _desk = desk;
  const plan = desk.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${selectMerges}`).all();
  expect(plan.map(({ detail }) => detail).join('\n')).toContain('studio_fact_merges');
});
