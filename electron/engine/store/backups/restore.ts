import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../contract/errors.ts';
import { renameOverSync } from '../../../disk/rename-over.ts';
import { damageOf } from './backups.ts';
import { takeLock } from '../database.ts';

/**
 * Puts a copy of the library in its place; what was there is kept beside it, and answered (null where there was none).
 * Throws `backup-failed` where the copy is not sound, `library-in-use` where the library is open.
 */
export function restoreLibrary(library: string, backup: string, now = new Date()): string | null {
  mustBeALibrary(backup);
  const lock = takeLock(library);
  try {
    const path = join(library, 'library.db');
    const part = `${path}.part`;
    copyFileSync(backup, part);
    const kept = setAside(library, now);
    renameOverSync(part, path);
    return kept;
  } finally {
    lock.close();
  }
}

/**
 * Makes room for a new library: what was there is kept beside it, and answered (null where there was none). Throws `library-in-use` where
 * the library is open.
 */
export function setLibraryAside(library: string, now = new Date()): string | null {
  const lock = takeLock(library);
  try {
    return setAside(library, now);
  } finally {
    lock.close();
  }
}

function mustBeALibrary(backup: string): void {
  try {
    const [first] = damageOf(backup);
    if (first !== undefined) throw new Error(first);
    const db = new Database(backup, { readonly: true, fileMustExist: true });
    db.prepare('SELECT 1 FROM picture LIMIT 1').get();
    db.close();
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('backup-failed', `${backup}: ${words}`, { cause });
  }
}

/** The log of changes goes with its database: what is not written into it yet would be lost. */
function setAside(library: string, now: Date): string | null {
  const path = join(library, 'library.db');
  if (!existsSync(path)) return null;
  const kept = freePath(library, now);
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(path + suffix)) renameOverSync(path + suffix, kept + suffix);
  rmSync(`${kept}-shm`, { force: true });
  return kept;
}

/** A clock that was set back must not lead to a name that is taken. */
function freePath(library: string, now: Date): string {
  const named = (atMs: number): string =>
    join(library, `replaced-${new Date(atMs).toISOString().slice(0, 23).replace(/[:.]/g, '-')}.db`);
  let atMs = now.getTime();
  while (['', '-wal'].some((suffix) => existsSync(named(atMs) + suffix))) atMs += 1;
  return named(atMs);
}
