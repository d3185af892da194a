import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { damageIn } from './backups.ts';
import type { Db } from '../database.ts';

/** What can be told from a library's database alone. */
export interface DatabaseHealth {
  readonly pictures: number;
  readonly faces: number;
  readonly damage: readonly string[];
  readonly brokenLinks: number;
}

/** Opens a library to look at it, even while another process has it. Null where there is none; throws what SQLite says. */
export function openToRead(library: string): Db | null {
  const path = join(library, 'library.db');
  return existsSync(path) ? new Database(path, { readonly: true, fileMustExist: true }) : null;
}

export function databaseHealth(db: Db): DatabaseHealth {
  const count = (table: string): number => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  return {
    damage: damageIn(db),
    brokenLinks: (db.pragma('foreign_key_check') as unknown[]).length,
    pictures: count('picture WHERE files > 0'),
    faces: count('face'),
  };
}

export function versionOfSqlite(): string {
  const db = new Database(':memory:');
  try {
    return db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  } finally {
    db.close();
  }
}
