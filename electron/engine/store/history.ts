import type { EditSummary } from '../../contract/model.ts';
import type { Db } from './database.ts';

export interface StoredEdit<Change> {
  readonly id: number;
  readonly summary: EditSummary;
  readonly forward: readonly Change[];
  readonly inverse: readonly Change[];
}

interface EditRow {
  readonly id: number;
  readonly kind: EditSummary['kind'];
  readonly name: string | null;
  readonly count: number;
  readonly forward: string;
  readonly inverse: string;
}

const columns = 'id, kind, name, count, forward, inverse';

/** One line of history: what was done, and its inverse. Kept across restarts. */
export class HistoryStore<Change> {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** A new edit ends what could have been redone. */
  record(edit: Omit<StoredEdit<Change>, 'id'>): void {
    this.#db.prepare('DELETE FROM edit WHERE undone = 1').run();
    this.#db
      .prepare<[number, string, string | null, number, string, string]>(
        'INSERT INTO edit (at_ms, kind, name, count, forward, inverse) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        Date.now(),
        edit.summary.kind,
        edit.summary.name,
        edit.summary.count,
        JSON.stringify(edit.forward),
        JSON.stringify(edit.inverse),
      );
  }

  nextUndo(): StoredEdit<Change> | undefined {
    return this.#read(`SELECT ${columns} FROM edit WHERE undone = 0 ORDER BY id DESC LIMIT 1`);
  }

  nextRedo(): StoredEdit<Change> | undefined {
    return this.#read(`SELECT ${columns} FROM edit WHERE undone = 1 ORDER BY id LIMIT 1`);
  }

  markUndone(id: number): void {
    this.#db.prepare<[number]>('UPDATE edit SET undone = 1 WHERE id = ?').run(id);
  }

  /** The inverse is stored anew: what is there to go back to may be different now. */
  markRedone(id: number, inverse: readonly Change[]): void {
    this.#db
      .prepare<[string, number]>('UPDATE edit SET undone = 0, inverse = ? WHERE id = ?')
      .run(JSON.stringify(inverse), id);
  }

  #read(sql: string): StoredEdit<Change> | undefined {
    const row = this.#db.prepare<[], EditRow>(sql).get();
    if (!row) return undefined;
    return {
      id: row.id,
      summary: { kind: row.kind, name: row.name, count: row.count },
      forward: JSON.parse(row.forward) as Change[],
      inverse: JSON.parse(row.inverse) as Change[],
    };
  }
}
