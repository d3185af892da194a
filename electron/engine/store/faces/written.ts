import type { Database as Db } from 'better-sqlite3';

/**
 * Another text: something may have been written since, through this connection or another. What is kept until then must not be read
 * inside a transaction, which can be taken back.
 */
export function writtenUntil(db: Db): string {
  const own = db.prepare<[], number>('SELECT total_changes()').pluck().get();
  return `${String(db.pragma('data_version', { simple: true }))} ${own}`;
}
