import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import { migrations } from './migrations/index.ts';

export type Db = Database.Database;

export interface LibraryDatabase extends Disposable {
  readonly db: Db;
}

/**
 * Opens (or makes) the library's database. One process at a time may write: the lock is an SQLite lock on a file
 * beside it, so it vanishes with a process that was killed.
 * Throws `library-in-use`, `library-newer` or `library-unreadable`.
 */
export function openDatabase(library: string): LibraryDatabase {
  const lock = takeLock(library);
  try {
    const db = openMigrated(library);
    return {
      db,
      [Symbol.dispose]: () => {
        db.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    if (error instanceof AppError) throw error;
    throw new AppError('library-unreadable', `${library}: ${String(error)}`, { cause: error });
  }
}

/** Holds what searches read of 200,000 pictures; with SQLite's own 2 MB they ask the system for every page again. A small library needs less. */
const cacheKilobytes = 65_536;

function openMigrated(library: string): Db {
  const db = new Database(join(library, 'library.db'));
  try {
    setUp(db);
    db.pragma(`cache_size = -${cacheKilobytes}`);
    migrate(db, library);
    return db;
  } catch (error) {
    // An open file cannot be moved aside on Windows.
    db.close();
    throw error;
  }
}

/** A connection to the library that this process has locked: each thread needs one of its own. */
export function connect(library: string): Db {
  const db = new Database(join(library, 'library.db'));
  setUp(db);
  return db;
}

function setUp(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
}

/** Throws `library-in-use` where another process has it; closing what is answered gives it back. */
export function takeLock(library: string): Db {
  let lock: Db | undefined;
  try {
    mkdirSync(library, { recursive: true });
    lock = new Database(join(library, 'library.lock'), { timeout: 1_000 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw new AppError(
      busy ? 'library-in-use' : 'library-unreadable',
      busy ? library : `${library}: ${String(error)}`,
      {
        cause: error,
      },
    );
  }
}

function migrate(db: Db, library: string): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) throw new AppError('library-newer', library);
  migrations.slice(version).forEach((sql, offset) => {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version + offset + 1}`);
    })();
  });
}
