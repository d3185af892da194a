import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type LibraryDatabase } from '../../../electron/engine/store/database.ts';
import { modelColumns } from '../../../electron/engine/store/faces/face-columns.ts';
import { recorded, Recorder } from '../../../electron/engine/store/recorder.ts';

/** Columns of `face` that follow from facts, from the pipeline or from grouping: undo leaves them to these. */
const impliedOfFace = [
  ...['picture', 'x', 'y', 'width', 'height', 'embedding', 'version', 'drawn', 'shown', 'figure'],
  ...['neighbours', 'similarity', ...modelColumns],
];

let folder: string;
let library: LibraryDatabase;
let recorder: Recorder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-recorder-'));
  library = openDatabase(folder);
  recorder = new Recorder(library.db);
});

afterAll(() => {
  library[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

function columnsOf(table: string): string[] {
  return library.db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

test.each(Object.entries(recorded))('undo knows every column of %s that an edit changes', (table, { columns }) => {
  const implied = table === 'face' ? impliedOfFace : [];
  expect([...columns, ...implied].toSorted()).toEqual(columnsOf(table).toSorted());
});

test('undo writes back, and redo writes again, every recorded column of a face', () => {
  const { db } = library;
  db.exec(`INSERT INTO picture (id, hash) VALUES (1, x'00'); INSERT INTO character (id) VALUES (1), (2);
    INSERT INTO face (id, picture, x, y, width, height, score, embedding) VALUES (1, 1, 0, 0, 9, 9, 0.9, x'00')`);
  const changed = recorded.face.columns.slice(1);
  const select = db.prepare<[], unknown[]>(`SELECT ${changed.join(', ')} FROM face`).raw();
  const set = (value: number) =>
    db.exec(`UPDATE face SET ${changed.map((column) => `${column} = ${value}`).join(', ')}`);
  set(1);
  const { changes } = recorder.record(() => set(2));
  recorder.takeBack(changes);
  expect(select.get()).toEqual(changed.map(() => 1));
  recorder.doAgain(changes);
  expect(select.get()).toEqual(changed.map(() => 2));
});

test('undo leaves a face where others have said it belongs since, and out of whom they have said it is not', () => {
  const { db } = library;
  db.exec(`INSERT INTO picture (id, hash) VALUES (2, x'01'); INSERT INTO character (id) VALUES (11), (12), (13);
    INSERT INTO face (id, picture, x, y, width, height, score, embedding, character)
    SELECT value, 2, 0, 0, 9, 9, 0.9, x'00', 11 FROM json_each('[11, 12, 13]')`);
  const { changes } = recorder.record(() => db.exec('UPDATE face SET character = 12 WHERE id > 10'));
  db.exec(`INSERT INTO confirmed (face, character) VALUES (11, 13); UPDATE face SET character = 13 WHERE id = 11;
    INSERT INTO rejected (face, character) VALUES (12, 11)`);
  recorder.takeBack(changes);
  const characters = db.prepare<[], number | null>('SELECT character FROM face WHERE id > 10 ORDER BY id').pluck();
  expect(characters.all()).toEqual([13, null, 11]);
});
