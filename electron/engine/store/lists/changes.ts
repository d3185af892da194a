import type { Database as Db } from 'better-sqlite3';

const writes = [
  'INSERT ON main.file',
  'DELETE ON main.file',
  'UPDATE OF path, picture, mtime_ms ON main.file',
  'INSERT ON main.face',
  'DELETE ON main.face',
  'UPDATE OF picture, character, shown ON main.face',
  'UPDATE OF indexed_by ON main.picture',
  'INSERT ON main.nobody',
  'DELETE ON main.nobody',
  ...['stacked', 'stack_cover'].flatMap((table) =>
    ['INSERT', 'UPDATE', 'DELETE'].map((write) => `${write} ON main.${table}`),
  ),
];
const note = 'UPDATE contents SET changed = 1 WHERE changed = 0';
/** Triggers that note that files or faces are others now; a rollback takes the note back. */
const watchSql = writes
  .map((write, at) => `CREATE TEMP TRIGGER IF NOT EXISTS contents_${at} AFTER ${write} BEGIN ${note}; END;`)
  .join('\n');

/** Tells whether files and faces are as they were: what is worked out of all of them is kept until then. One for each connection. */
export class ChangeStore {
  readonly #db: Db;
  readonly #take;
  #written: number | null = null;
  #revision = 0;
  /** It was asked in a transaction: what was read then may have been taken back. */
  #uncertain = false;

  constructor(db: Db) {
    this.#db = db;
    db.pragma('temp_store = MEMORY');
    db.exec('CREATE TEMP TABLE IF NOT EXISTS contents (changed INTEGER NOT NULL)');
    db.exec('INSERT INTO contents SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM contents)');
    db.exec(watchSql);
    this.#take = db.prepare('UPDATE temp.contents SET changed = 0 WHERE changed = 1');
  }

  /**
   * Another number: files or faces may be others, in which pictures nobody is, or stacks. Names and what else is said of characters count for
   * nothing.
   */
  revision(): number {
    const written = this.#db.pragma('data_version', { simple: true }) as number;
    // Another connection does not say what it has written.
    if (this.#take.run().changes > 0 || written !== this.#written || this.#uncertain) this.#revision += 1;
    this.#written = written;
    this.#uncertain = this.#db.inTransaction;
    return this.#revision;
  }
}
