import type { EditSummary } from '../../../contract/api/edits-api.ts';
import type { Db } from '../../store/database.ts';
import type { StoredEdit } from '../../store/history.ts';
import type { RowChange } from '../../store/recorder.ts';

/** Whether an earlier edit was taken back, or done again. */
export type Step = 'undo' | 'redo' | null;

/** What an edit wrote, as it is to be told to the studio; `changes` in the direction of the step. */
export interface NotedEdit extends EditSummary {
  readonly changes: readonly RowChange[];
  readonly step: Step;
  readonly atMs: number;
}

interface Row extends Omit<NotedEdit, 'changes'> {
  readonly changes: string;
  readonly edit: number | null;
}

/**
 * Edits that are not told yet. The transaction of an edit writes only where it stands in the history: facts cost more than an artist should wait
 * for.
 */
export class NotedEdits {
  readonly #insert;
  readonly #all;
  readonly #clear;
  readonly #clearGone;

  constructor(db: Db) {
    this.#insert = db.prepare<[number, string, string | null, number, Step, number]>(
      'INSERT INTO studio_noted (at_ms, kind, name, count, step, edit) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#all = db.prepare<[], Row>(
      `SELECT n.at_ms AS atMs, n.kind, n.name, n.count, n.step, n.edit, coalesce(n.changes, e.changes) AS changes
       FROM studio_noted n LEFT JOIN edit e ON e.id = n.edit ORDER BY n.n`,
    );
    this.#clear = db.prepare('DELETE FROM studio_noted');
    this.#clearGone = db.prepare('DELETE FROM studio_gone');
  }

  add({ id, summary: { kind, name, count } }: StoredEdit, step: Step): void {
    this.#insert.run(Date.now(), kind, name, count, step, id);
  }

  /** In the order in which they were done. */
  all(): NotedEdit[] {
    return this.#all.all().map(({ edit, changes, ...row }) => {
      const rows = JSON.parse(changes) as RowChange[];
      // Earlier releases noted them in the direction of the step.
      return { ...row, changes: row.step === 'undo' && edit !== null ? takenBack(rows) : rows };
    });
  }

  clear(): void {
    this.#clear.run();
    this.#clearGone.run();
  }
}

export function takenBack(changes: readonly RowChange[]): RowChange[] {
  return changes.map(([table, before, after]): RowChange => [table, after, before]).reverse();
}
