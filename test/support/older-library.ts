import Database from 'better-sqlite3';
import type { Db } from '../../electron/engine/store/database.ts';
import { migrations } from '../../electron/engine/store/migrations/index.ts';

/** Takes an open library back to what it was in an earlier release: tables, columns, indexes and triggers that came later go. */
export function takeBack(db: Db, version: number): void {
  const older = new Database(':memory:');
  for (const migration of migrations.slice(0, version)) older.exec(migration);
  db.pragma('foreign_keys = OFF');
  const known = new Set(entries(older).map(({ type, name }) => `${type} ${name}`));
  for (const type of ['trigger', 'view', 'index', 'table']) {
    const later = entries(db).filter((entry) => entry.type === type && !known.has(`${type} ${entry.name}`));
    for (const { name } of later) db.exec(`DROP ${type} "${name}"`);
  }
  for (const table of entries(db).filter(({ type }) => type === 'table')) {
    const columns = new Set(columnsOf(older, table.name));
    for (const column of columnsOf(db, table.name).filter((one) => !columns.has(one))) {
      db.exec(`ALTER TABLE "${table.name}" DROP COLUMN "${column}"`);
    }
  }
  older.close();
  db.pragma(`user_version = ${version}`);
  db.pragma('foreign_keys = ON');
}

interface Entry {
  readonly type: string;
  readonly name: string;
}

/** Without what SQLite makes for itself. */
function entries(db: Db): Entry[] {
  return db
    .prepare<[], Entry>(`SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`)
    .all();
}

function columnsOf(db: Db, table: string): string[] {
  return db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}
