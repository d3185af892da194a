import { beforeEach, expect, test } from 'vitest';
import type { CharacterId, FaceId } from '../../../electron/contract/ids.ts';
import type { NumberedEvent } from '../../../electron/engine/studio/facts/log.ts';
import { Desk } from '../../support/studio/desk.ts';

const log: NumberedEvent[] = [];

beforeEach(() => void log.splice(0));

/** Three machines with the same pictures, on which one artist has named three characters. */
function team(): { mia: Desk; ken: Desk; yui: Desk } & Disposable {
  const [mia, ken, yui] = [new Desk(), new Desk(), new Desk()];
  for (const desk of [mia, ken, yui]) {
    desk.addPictures(4, 3);
    desk.join('postgresql://studio');
    desk.replica.rebuild();
  }
  ['Aiko', 'Mika', 'Ren'].forEach((name, at) => mia.edits.moveFaces([(at + 1) as FaceId], { name }));
  push(mia, 'mia');
  for (const desk of [ken, yui]) pull(desk);
  return {
    mia,
    ken,
    yui,
    [Symbol.dispose]: () => {
      for (const desk of [mia, ken, yui]) desk[Symbol.dispose]();
    },
  };
}

/** As a server would number it. */
function push({ replica }: Desk, author: string): void {
  replica.tell();
  const events = replica.log.unsent(100, 0).map((event, at) => ({ ...event, author, seq: log.length + at + 1 }));
  log.push(...events);
  replica.take(events);
}

const pull = ({ replica }: Desk) => replica.take(log);

/** As one that has followed until now: what came before is not looked at again. */
const pullLast = ({ replica }: Desk) => replica.take(log.slice(-1));

function named({ db }: Desk, name: string): CharacterId {
  return db.prepare<[string], CharacterId>('SELECT id FROM character WHERE name = ?').pluck().get(name)!;
}

/** Characters of artists without a name. */
function unnamed({ db }: Desk): CharacterId[] {
  const sql = 'SELECT id FROM character WHERE name IS NULL AND confirmed = 1';
  return db.prepare<[], CharacterId>(sql).pluck().all();
}

function write(desk: Desk, sql: string, ...cells: unknown[]): void {
  desk.journal.perform([], () => {
    desk.db.prepare(sql).run(...cells);
    return { kind: 'same', name: null, count: 1 };
  });
}

/** What was said of which character, beside its faces. */
function said({ db }: Desk): string[] {
  const of = 'JOIN character c ON c.id = t.character';
  return db
    .prepare<[], string>(
      `SELECT c.name || ': tag ' || t.name FROM character_tag t ${of} UNION ALL
       SELECT c.name || ': alias ' || t.name FROM alias t ${of} UNION ALL
       SELECT c.name || ': rating ' || t.rating FROM character_about t ${of} ORDER BY 1`,
    )
    .pluck()
    .all();
}

function tell(mia: Desk): void {
  const aiko = named(mia, 'Aiko');
  write(mia, "INSERT INTO character_tag (character, name) VALUES (?, 'hero')", aiko);
  write(mia, "INSERT INTO alias (character, name, language) VALUES (?, 'アイコ', 'ja')", aiko);
  write(mia, "INSERT INTO character_about (character, rating, favourite, note) VALUES (?, 5, 0, '')", aiko);
  push(mia, 'mia');
}

const of = (name: string) => [`${name}: alias アイコ`, `${name}: rating 5`, `${name}: tag hero`];

test('what a colleague said of a character leaves the one it was merged into when a later merge takes it elsewhere', () => {
  using desks = team();
  const { mia, ken, yui } = desks;
  tell(mia);
  ken.edits.mergeCharacters(named(ken, 'Mika'), [named(ken, 'Aiko')]);
  yui.edits.mergeCharacters(named(yui, 'Ren'), [named(yui, 'Aiko')]);
  push(ken, 'ken');
  pull(ken);
  expect(said(ken)).toEqual(of('Mika'));
  push(yui, 'yui');
  for (const desk of [mia, ken, yui]) {
    pull(desk);
    expect(said(desk)).toEqual(of('Ren'));
  }
});

test('what a colleague said of a merged character is said of it again, and of nobody else, when the merge is taken back', () => {
  using desks = team();
  const { mia, ken, yui } = desks;
  tell(mia);
  ken.edits.mergeCharacters(named(ken, 'Mika'), [named(ken, 'Aiko')]);
  push(ken, 'ken');
  for (const desk of [ken, yui]) pull(desk);
  expect([said(ken), said(yui)]).toEqual([of('Mika'), of('Mika')]);
  ken.journal.undo();
  push(ken, 'ken');
  for (const desk of [mia, ken, yui]) {
    pull(desk);
    expect(said(desk)).toEqual(of('Aiko'));
  }
});

test('what a colleague said of a merged character is said of it again, and of nobody else, when the server refuses the merge', () => {
  using desks = team();
  const { mia, ken } = desks;
  tell(mia);
  ken.edits.mergeCharacters(named(ken, 'Mika'), [named(ken, 'Aiko')]);
  ken.replica.tell();
  pull(ken);
  expect(said(ken)).toEqual(of('Mika'));
  const [merge] = ken.replica.log.unsent(1, 0);
  ken.replica.refuse(merge!.id, 'studio-lead-only');
  expect(said(ken)).toEqual(of('Aiko'));
});

test('a character that was taken back goes when a colleague takes the last face out of it, whoever had put that in', () => {
  using desks = team();
  const { mia, ken, yui } = desks;
  mia.edits.splitFaces([4 as FaceId]);
  push(mia, 'mia');
  pull(ken);
  ken.edits.acceptFaces([5 as FaceId], unnamed(ken)[0]!);
  push(ken, 'ken');
  mia.journal.undo();
  push(mia, 'mia');
  for (const desk of [mia, ken, yui]) {
    pull(desk);
    expect(unnamed(desk)).toHaveLength(1);
  }
  yui.edits.moveFaces([5 as FaceId], { name: 'Aiko' });
  push(yui, 'yui');
  for (const desk of [mia, ken, yui]) {
    pullLast(desk);
    expect(unnamed(desk)).toEqual([]);
  }
  yui.journal.undo();
  push(yui, 'yui');
  for (const desk of [mia, ken, yui]) {
    pullLast(desk);
    expect(unnamed(desk)).toHaveLength(1);
  }
});
