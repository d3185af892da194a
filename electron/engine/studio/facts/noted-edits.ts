import type { EditSummary } from '../../../contract/api/edits-api.ts';
import type { Db } from '../../store/database.ts';
import type { RowChange } from '../../store/recorder.ts';

/** What an edit wrote, as it is to be told to the studio. */
export interface Decided extends EditSummary {
  readonly changes: readonly RowChange[];
  /** Whether an earlier edit was taken back, or done again. */
  readonly step: 'undo' | 'redo' | null;
}

/** `changes` in the direction of the step. */
export interface NotedEdit extends Decided {
  readonly atMs: number;
}

interface Row extends Omit<NotedEdit, 'changes'> {
  readonly changes: string;
}

/** Edits that are not told yet. They are written as they are, in the transaction of the edit: facts cost more than an artist should wait for. */
export class NotedEdits {
  readonly #insert;
  readonly #all;
  readonly #clear;
  readonly #clearGone;

  constructor(db: Db) {
    this.#insert = db.prepare<[number, string, string | null, number, string | null, string]>(
      'INSERT INTO studio_noted (at_ms, kind, name, count, step, changes) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#all = db.prepare<[], Row>(
      'SELECT at_ms AS atMs, kind, name, count, step, changes FROM studio_noted ORDER BY n',
    );
    this.#clear = db.prepare('DELETE FROM studio_noted');
    this.#clearGone = db.prepare('DELETE FROM studio_gone');
  }

  add({ kind, name, count, step, changes }: Decided): void {
    this.#insert.run(Date.now(), kind, name, count, step, JSON.stringify(changes));
  }

  /** In the order in which they were done. */
  all(): NotedEdit[] {
    return this.#all.all().map((row) => ({ ...row, changes: JSON.parse(row.changes) as RowChange[] }));
  }

  clear(): void {
    this.#clear.run();
    this.#clearGone.run();
  }
}
