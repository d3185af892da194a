import { expect, test } from 'vitest';
import { openDatabase, type Db } from '../../../electron/engine/store/database.ts';
import { fileSql } from '../../../electron/engine/query/path-conditions.ts';
import type { FilePart } from '../../../electron/engine/store/lists/known-files.ts';
import { openStores } from '../../../electron/engine/store/stores.ts';
import { bench } from '../../support/library.ts';

const paths = [
  '/art/cards/Mika 1.png',
  '/art/cards/old/ＭＩＫＡ２.webp',
  '/art/Fate／Zero/聖園ミカ.PNG',
  '/art/events/rei.psd',
  '/art/cards',
] as const;

function fill(db: Db): void {
  db.exec(`INSERT INTO folder (id, path) VALUES (1, '/art')`);
  const picture = db.prepare('INSERT INTO picture (id, hash) VALUES (?, ?)');
  const file = db.prepare(
    'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (1, ?, 1, ?, 1, ?)',
  );
  for (const [at, path] of paths.entries()) {
    picture.run(at + 1, Buffer.from([at]));
    file.run(path, at * 10, at + 1);
  }
}

/** As SQLite finds them. */
function bySql(db: Db, parts: readonly FilePart[]): readonly unknown[] {
  const values: Record<string, string | number> = {};
  const bind = (value: string | number) => {
    const name = `v${Object.keys(values).length}`;
    values[name] = value;
    return `@${name}`;
  };
  const where = parts.map((part) => fileSql(part, bind)).join(' AND ');
  return db.prepare(`SELECT f.picture FROM file f WHERE ${where} ORDER BY f.picture`).pluck().all(values);
}

test.for<readonly [what: string, found: readonly number[], ...parts: FilePart[]]>([
  ['a word in any case and width', [1, 2], { kind: 'holds', text: 'mika' }],
  ['a Japanese word', [3], { kind: 'holds', text: 'ミカ' }],
  ['a folder, which is not a file of that name', [1, 2], { kind: 'holds', text: '/cards/' }],
  ['a word at the very end', [3, 1], { kind: 'holds', text: '.png' }],
  ['what no path holds', [], { kind: 'holds', text: 'sunohara' }],
  ['what a path cannot hold', [], { kind: 'holds', text: 'png\0/art' }],
  ['nothing to look for', [1, 2, 3, 4, 5], { kind: 'holds', text: '' }],
  ['a beginning', [1, 2], { kind: 'begins', text: '/ART/cards/' }],
  ['an ending', [1, 3], { kind: 'ends', endings: ['png', 'apng'] }],
  ['a time', [2, 3], { kind: 'changed', fromMs: 10, toMs: 30 }],
  ['a time without an end', [4, 5], { kind: 'changed', fromMs: 30, toMs: Infinity }],
  ['all of it', [1], { kind: 'holds', text: 'cards' }, { kind: 'ends', endings: ['png'] }],
  ['two words', [2], { kind: 'holds', text: 'cards' }, { kind: 'holds', text: 'OLD' }],
])('files are known as SQLite finds them: %s', async ([, found, ...parts]) => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  const { knownFiles } = openStores(db);
  fill(db);
  knownFiles.warm();
  expect(knownFiles.fitting(parts)?.toSorted((a, b) => a - b)).toEqual(found.toSorted((a, b) => a - b));
  if (!parts.some((part) => 'text' in part && part.text.includes('\0'))) {
    expect(bySql(db, parts)).toEqual(found.toSorted((a, b) => a - b));
  }
});

test('while files come in they are left to SQLite, and read again when they have come', async () => {
  await using here = await bench();
  using database = openDatabase(here.library);
  const { db } = database;
  const { knownFiles } = openStores(db);
  const mika: FilePart[] = [{ kind: 'holds', text: 'mika' }];
  fill(db);
  expect(knownFiles.fitting(mika)).toBeNull();
  expect(knownFiles.fitting(mika)).toEqual([1, 2]);
  db.exec(`UPDATE file SET path = '/art/cards/Rei.png' WHERE picture = 1`);
  expect(knownFiles.fitting(mika)).toBeNull();
  expect(knownFiles.fitting(mika)).toEqual([2]);
});
