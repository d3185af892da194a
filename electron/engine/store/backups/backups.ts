import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Backup } from '../../../contract/api/settings-api.ts';
import { renameOver } from '../../../disk/rename-over.ts';
import type { Db } from '../database.ts';

/** A copy's name tells when it was begun, in UTC: `library-2026-11-25T21-09-00-123.db`. */
const named = /^library-[\dT-]{23}\.db$/;

/** Copies of a library in a folder, newest first. A folder that is not there holds none. */
export function listBackups(folder: string): Backup[] {
  const names = namesIn(folder).filter((name) => named.test(name));
  return names
    .sort()
    .reverse()
    .flatMap((name) => existing(join(folder, name)) ?? []);
}

/**
 * Copies an open library into a file of the folder, which `verify` has to approve before it counts; SQLite's own way of copying,
 * so that what is written meanwhile does no harm. Keeps the newest `keep` copies. Throws what SQLite, the disk or `verify` say.
 */
export async function backUpTo(
  db: Db,
  folder: string,
  { keep, verify, now = new Date() }: { keep: number; verify: (path: string) => Promise<void>; now?: Date },
): Promise<Backup> {
  mkdirSync(folder, { recursive: true });
  for (const name of namesIn(folder)) if (isUnfinished(name)) rmSync(join(folder, name), { force: true });
  const path = join(folder, `library-${now.toISOString().slice(0, 23).replace(/[:.]/g, '-')}.db`);
  const part = `${path}.part`;
  try {
    await db.backup(part);
    makeOneFile(part);
    await verify(part);
    await renameOver(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  for (const { path: old } of listBackups(folder).slice(Math.max(1, keep))) rmSync(old, { force: true });
  const { mtimeMs, size } = statSync(path);
  return { path, atMs: mtimeMs, bytes: size };
}

/** Switches a copy from WAL to one file: otherwise whoever opens it would leave an empty -wal file beside it. */
function makeOneFile(path: string): void {
  const copy = new Database(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

/** Whether the library was written to since its newest copy was made. */
export function hasChangedSince(library: string, newest: Backup | undefined): boolean {
  const files = ['library.db', 'library.db-wal'].map((name) =>
    statSync(join(library, name), { throwIfNoEntry: false }),
  );
  // An empty log of changes was only looked at.
  const written = files.flatMap((stats) => (stats && stats.size > 0 ? [stats.mtimeMs] : []));
  return newest === undefined || written.some((at) => at > newest.atMs);
}

/** What is wrong with a database file; nothing where all is well. */
export function damageOf(path: string): string[] {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return damageIn(db);
  } finally {
    db.close();
  }
}

/** The same for an open one. */
export function damageIn(db: Db): string[] {
  const rows = db.pragma('integrity_check(20)') as { integrity_check: string }[];
  return rows.map((row) => row.integrity_check).filter((said) => said !== 'ok');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Not there, or on a drive that is away: no copies to be seen.
  }
}

function existing(path: string): Backup | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? { path, atMs: stats.mtimeMs, bytes: stats.size } : null;
}

function isUnfinished(name: string): boolean {
  return /\.db\.part(-journal|-wal|-shm)?$/.test(name) && named.test(name.replace(/\.part.*$/, ''));
}
