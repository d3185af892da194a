import type { EditSummary, HistoryEntry } from '../../contract/api/edits-api.ts';
import type { FaceId } from '../../contract/ids.ts';
import type { Page } from '../../contract/checks.ts';
import type { Db } from './database.ts';
import type { RowChange } from './recorder.ts';

/** One line of history: what was done, and every row that it changed. Kept across restarts. */
export interface StoredEdit {
  readonly id: number;
  readonly summary: EditSummary;
  readonly changes: readonly RowChange[];
}

export interface NewEdit extends Omit<StoredEdit, 'id'> {
  /** One to show beside the line. */
  readonly face: FaceId | null;
}

interface SummaryRow extends EditSummary {
  readonly id: number;
}

interface EntryRow extends SummaryRow {
  readonly atMs: number;
  readonly undone: number;
  readonly face: FaceId | null;
}

const summary = 'id, kind, name, count';
const nextUndo = 'undone = 0 ORDER BY id DESC LIMIT 1';
const nextRedo = 'undone = 1 ORDER BY id LIMIT 1';

export class HistoryStore {
  readonly #db: Db;
  /** Asked for by every look at the library's status. */
  readonly #next;

  constructor(db: Db) {
    this.#db = db;
    const first = (where: string) => db.prepare<[], SummaryRow>(`SELECT ${summary} FROM edit WHERE ${where}`);
    this.#next = { undo: first(nextUndo), redo: first(nextRedo) };
  }

  /** A new edit ends what could have been redone. Answers its line. */
  record({ summary: { kind, name, count }, face, changes }: NewEdit): number {
    this.#db.prepare('DELETE FROM edit WHERE undone = 1').run();
    const { lastInsertRowid } = this.#db
      .prepare<[number, string, string | null, number, number | null, string]>(
        'INSERT INTO edit (at_ms, kind, name, count, face, changes) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(Date.now(), kind, name, count, face, JSON.stringify(changes));
    return Number(lastInsertRowid);
  }

  nextUndo(): StoredEdit | undefined {
    return this.#read(nextUndo);
  }

  nextRedo(): StoredEdit | undefined {
    return this.#read(nextRedo);
  }

  /** What the next undo or redo would do, without the rows: they may be many. */
  nextSummary(direction: 'undo' | 'redo'): EditSummary | null {
    const row = this.#next[direction].get();
    return row ? toSummary(row) : null;
  }

  mark(id: number, undone: boolean): void {
    this.#db.prepare<[number, number]>('UPDATE edit SET undone = ? WHERE id = ?').run(undone ? 1 : 0, id);
  }

  /** Newest first. */
  list(page: Page): HistoryEntry[] {
    return this.#db
      .prepare<[number, number], EntryRow>(
        `SELECT ${summary}, at_ms AS atMs, undone, (SELECT id FROM face WHERE face.id = edit.face AND shown = 1) AS face
         FROM edit ORDER BY id DESC LIMIT ? OFFSET ?`,
      )
      .all(page.limit, page.offset)
      .map((row) => ({ ...row, undone: row.undone === 1 }));
  }

  #read(where: string): StoredEdit | undefined {
    const row = this.#db
      .prepare<[], SummaryRow & { changes: string }>(`SELECT ${summary}, changes FROM edit WHERE ${where}`)
      .get();
    return row && { id: row.id, summary: toSummary(row), changes: JSON.parse(row.changes) as RowChange[] };
  }
}

function toSummary({ kind, name, count }: SummaryRow): EditSummary {
  return { kind, name, count };
}
