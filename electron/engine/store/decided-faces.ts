import type { FaceId } from '../../contract/ids.ts';
import type { Db } from './database.ts';

/** Where decisions about faces are kept, and the columns of the faces that each is about. */
const tables = {
  confirmed: ['face'],
  suggested: ['face'],
  rejected: ['face'],
  must_link: ['a', 'b'],
  cannot_link: ['a', 'b'],
} as const;
const writes = { INSERT: ['new'], UPDATE: ['old', 'new'], DELETE: ['old'] } as const;

/** Triggers that note the faces that a write of this connection is about; a rollback takes the notes back. */
const watchSql = Object.entries(tables)
  .flatMap(([table, columns]) =>
    Object.entries(writes).map(([write, rows]) => {
      const faces = rows.flatMap((row) => columns.map((column) => `SELECT ${row}.${column} AS face`)).join(' UNION ');
      return `CREATE TEMP TRIGGER IF NOT EXISTS decided_${table}_${write} AFTER ${write} ON main.${table} BEGIN
        INSERT INTO decided_face SELECT face FROM (${faces}) WHERE face NOT IN (SELECT face FROM decided_face); END;`;
    }),
  )
  .join('\n');

/** The faces of which something is decided otherwise than before: of a million decisions an edit changes a few. One for each connection. */
export class DecidedFaces {
  readonly #faces;
  readonly #forget;

  constructor(db: Db) {
    db.pragma('temp_store = MEMORY');
    db.exec('CREATE TEMP TABLE IF NOT EXISTS decided_face (face INTEGER PRIMARY KEY)');
    db.exec(watchSql);
    this.#faces = db.prepare<[], FaceId>('SELECT face FROM temp.decided_face').pluck();
    this.#forget = db.prepare('DELETE FROM temp.decided_face');
  }

  /** Those since it was asked last. */
  take(): FaceId[] {
    const faces = this.#faces.all();
    if (faces.length > 0) this.#forget.run();
    return faces;
  }
}
