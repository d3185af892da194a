import Database from 'better-sqlite3';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { codeOf } from '../../rename/batch/file-system.ts';
import { LeftOut } from './left-out.ts';

/** The engine does nothing else while it waits for digiKam to end what it writes. */
const longestWaitMs = 1_000;

/** Reads digiKam's database; nothing is written, in its folder neither. Throws LeftOut, and what SQLite says where it is no database. */
export function inDigikam<T>(path: string, read: (db: Database.Database) => T): T {
  return needsCopy(path) ? withCopy(path, (copy) => opened(copy, read)) : opened(path, read);
}

function opened<T>(path: string, read: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: longestWaitMs });
  try {
    return read(db);
  } catch (cause) {
    const [code, detail] = [codeOf(cause) ?? '', cause instanceof Error ? cause.message : String(cause)];
    // Locked, or in the middle of a transaction that only its writer can end.
    if (/^SQLITE_(?:BUSY|LOCKED|READONLY|CANTOPEN)/u.test(code)) throw new LeftOut('busy', detail, { cause });
    if (code === 'SQLITE_ERROR') throw ofAnotherVersion(db, detail, cause);
    throw cause;
  } finally {
    db.close();
  }
}

/** A table or column is missing: of another version of digiKam, or another program's database. */
function ofAnotherVersion(db: Database.Database, detail: string, cause: unknown): LeftOut {
  const version = versionOf(db);
  return version === null
    ? new LeftOut('not-understood', `not a database of digiKam: ${detail}`, { cause })
    : new LeftOut('other-version', `database version ${version}: ${detail}`, { cause });
}

function versionOf(db: Database.Database): string | null {
  try {
    const select = `SELECT value FROM Settings WHERE keyword = 'DBVersion'`;
    return db.prepare<[], string>(select).pluck().get() ?? null;
  } catch {
    return null;
  }
}

/**
 * With a write-ahead log (https://www.sqlite.org/fileformat.html, bytes 18 and 19: 2), reading leaves two files beside the database, unless
 * whoever writes it has made them.
 */
function needsCopy(path: string): boolean {
  if (fs.existsSync(`${path}-shm`)) return false;
  const file = fs.openSync(path, 'r');
  try {
    return bytesAt(file, 18, 2).includes(2);
  } finally {
    fs.closeSync(file);
  }
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  fs.readSync(file, bytes, 0, length, position);
  return bytes;
}

function withCopy<T>(path: string, use: (copy: string) => T): T {
  const folder = fs.mkdtempSync(join(tmpdir(), 'dramatis-import-'));
  try {
    const copy = join(folder, basename(path));
    fs.copyFileSync(path, copy);
    if (fs.existsSync(`${path}-wal`)) fs.copyFileSync(`${path}-wal`, `${copy}-wal`);
    return use(copy);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
