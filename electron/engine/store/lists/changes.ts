import type { Database as Db } from 'better-sqlite3';

const ofFiles = [
  'INSERT ON main.file',
  'DELETE ON main.file',
  'UPDATE OF path, folder, picture, mtime_ms ON main.file',
];
/** `files`: which pictures there are, in which order, and their proportions. `contents`: faces, and in which pictures nobody is, or stacks, too. */
const writes = {
  files: [...ofFiles, 'UPDATE OF width, height ON main.picture'],
  contents: [
    ...ofFiles,
    'INSERT ON main.face',
    'DELETE ON main.face',
    'UPDATE OF picture, character, shown ON main.face',
    'UPDATE OF indexed_by ON main.picture',
    'INSERT ON main.nobody',
    'DELETE ON main.nobody',
    ...['stacked', 'stack_cover'].flatMap((table) =>
      ['INSERT', 'UPDATE', 'DELETE'].map((write) => `${write} ON main.${table}`),
    ),
  ],
} as const;
type Watched = keyof typeof writes;

/** Triggers that note that something is otherwise now; a rollback takes the note back. */
function watchSql(watched: Watched): string {
  const table = tableOf(watched);
  const note = `UPDATE ${table} SET changed = 1 WHERE changed = 0`;
  return writes[watched]
    .map((write, at) => `CREATE TEMP TRIGGER IF NOT EXISTS ${table}_${at} AFTER ${write} BEGIN ${note}; END;`)
    .join('\n');
}

const tableOf = (watched: Watched) => `changed_${watched}`;

/** Tells whether files, or files and faces, are as they were: what is worked out of all of them is kept until then. One of each for each connection. */
export class ChangeStore {
  readonly #db: Db;
  readonly #take;
  #written: number | null = null;
  #revision = 0;
  /** It was asked in a transaction: what was read then may have been taken back. */
  #uncertain = false;

  constructor(db: Db, watched: Watched = 'contents') {
    this.#db = db;
    const table = tableOf(watched);
    db.pragma('temp_store = MEMORY');
    db.exec(`CREATE TEMP TABLE IF NOT EXISTS ${table} (changed INTEGER NOT NULL)`);
    db.exec(`INSERT INTO ${table} SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ${table})`);
    db.exec(watchSql(watched));
    this.#take = db.prepare(`UPDATE temp.${table} SET changed = 0 WHERE changed = 1`);
  }

  /** Another number: what is watched may be otherwise. Names and what else is said of characters count for nothing. */
  revision(): number {
    const written = this.#db.pragma('data_version', { simple: true }) as number;
    // Another connection does not say what it has written.
    if (this.#take.run().changes > 0 || written !== this.#written || this.#uncertain) this.#revision += 1;
    this.#written = written;
    this.#uncertain = this.#db.inTransaction;
    return this.#revision;
  }
}
