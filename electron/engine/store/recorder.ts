import type { Db } from './database.ts';

export type Cell = number | string | null;
type Row = readonly Cell[];
/** One row that an edit wrote; `before` is null where it was new, `after` where it is gone. Columns as in `recorded`. */
export type RowChange = readonly [table: RecordedTable, before: Row | null, after: Row | null];

interface Recorded {
  /** The first `keys` of them are the key. */
  readonly columns: readonly string[];
  readonly keys: number;
  /** Which columns hold a face, which a character. Undo writes no row whose face is gone, and makes a character that is gone again. */
  readonly faces: readonly number[];
  readonly characters: readonly number[];
}

/**
 * The tables whose rows are decisions, with all their columns; and of `face`, whose rows no edit makes or removes, the columns that
 * edits change and no fact implies.
 */
export const recorded = {
  character: { columns: ['id', 'name', 'confirmed', 'hidden', 'colour', 'cover'], keys: 1, faces: [], characters: [] },
  confirmed: { columns: ['face', 'character'], keys: 1, faces: [0], characters: [1] },
  suggested: { columns: ['face', 'character'], keys: 1, faces: [0], characters: [1] },
  rejected: { columns: ['face', 'character'], keys: 2, faces: [0], characters: [1] },
  must_link: { columns: ['a', 'b', 'at_ms'], keys: 2, faces: [0, 1], characters: [] },
  cannot_link: { columns: ['a', 'b', 'at_ms'], keys: 2, faces: [0, 1], characters: [] },
  not_a_face: { columns: ['face'], keys: 1, faces: [0], characters: [] },
  manual_box: { columns: ['face', 'x', 'y', 'width', 'height'], keys: 1, faces: [0], characters: [] },
  asked: { columns: ['a', 'b', 'answer'], keys: 2, faces: [0, 1], characters: [] },
  merged: { columns: ['character', 'survivor'], keys: 1, faces: [], characters: [] },
  judged: { columns: ['id', 'cosine', 'correct', 'kind', 'expected', 'version'], keys: 1, faces: [], characters: [] },
  setting: { columns: ['name', 'value'], keys: 1, faces: [], characters: [] },
  character_about: { columns: ['character', 'rating', 'favourite', 'note'], keys: 1, faces: [], characters: [0] },
  picture_about: { columns: ['picture', 'rating', 'favourite', 'note'], keys: 1, faces: [], characters: [] },
  character_series: { columns: ['character', 'name'], keys: 2, faces: [], characters: [0] },
  character_tag: { columns: ['character', 'name'], keys: 2, faces: [], characters: [0] },
  nobody: { columns: ['picture'], keys: 1, faces: [], characters: [] },
  picture_tag: { columns: ['picture', 'name'], keys: 2, faces: [], characters: [] },
  alias: { columns: ['character', 'name', 'language'], keys: 2, faces: [], characters: [0] },
  outfit: { columns: ['face', 'character', 'name'], keys: 1, faces: [0], characters: [1] },
  hotkey: { columns: ['digit', 'character'], keys: 1, faces: [], characters: [1] },
  kept_apart: { columns: ['a', 'b'], keys: 2, faces: [], characters: [] },
  stack_cover: { columns: ['picture'], keys: 1, faces: [], characters: [] },
  collection: { columns: ['id', 'name', 'query'], keys: 1, faces: [], characters: [] },
  face: { columns: ['id', 'character'], keys: 1, faces: [0], characters: [1] },
} satisfies Record<string, Recorded>;

export type RecordedTable = keyof typeof recorded;
/** Where a face is, and what it follows from first. */
const placing: ReadonlySet<RecordedTable> = new Set(['face', 'confirmed']);
const tables = Object.entries(recorded) as [RecordedTable, Recorded][];

/** Notes every row that an edit changes, so that the edit can be taken back and done again exactly. */
export class Recorder {
  readonly #writers = new Map<RecordedTable, ReturnType<typeof writerOf>>();
  readonly #hasFace;
  readonly #hasCharacter;
  readonly #hasName;
  readonly #restoreGroup;
  readonly #goHome;
  readonly #leave;
  #changes: RowChange[] | null = null;

  constructor(db: Db) {
    db.function('record_change', { varargs: true }, (...cells: unknown[]) => this.#note(cells));
    for (const [table, about] of tables) {
      db.exec(triggersOf(table, about));
      this.#writers.set(table, writerOf(db, table, about));
    }
    this.#hasFace = db.prepare<[Cell], 1>('SELECT 1 FROM face WHERE id = ?').pluck();
    this.#hasCharacter = db.prepare<[Cell], 1>('SELECT 1 FROM character WHERE id = ?').pluck();
    this.#hasName = db.prepare<[Cell, Cell], 1>('SELECT 1 FROM character WHERE name = ? AND id <> ?').pluck();
    const held = ['confirmed', 'suggested'].map((said) => `(SELECT character FROM ${said} WHERE face = f.id)`);
    const home = `coalesce(${held.join(', ')})`;
    this.#goHome = db.prepare<[string]>(
      `UPDATE face AS f SET character = ${home}
       WHERE id IN (SELECT value FROM json_each(?)) AND shown = 1 AND ${home} IS NOT NULL AND character IS NOT ${home}`,
    );
    this.#leave = db.prepare<[string]>(
      `UPDATE face AS f SET character = NULL WHERE id IN (SELECT value FROM json_each(?)) AND character IS NOT NULL
       AND (shown = 0 OR EXISTS (SELECT 1 FROM rejected r WHERE r.face = f.id AND r.character = f.character))`,
    );
    this.#restoreGroup = db.prepare<[Cell]>('INSERT INTO character (id) VALUES (?)');
  }

  /** Runs `edit` in the transaction that is open; answers the rows it changed too. */
  record<T>(edit: () => T): { result: T; changes: RowChange[] } {
    if (this.#changes) throw new Error('an edit inside an edit');
    const changes: RowChange[] = (this.#changes = []);
    try {
      return { result: edit(), changes };
    } finally {
      this.#changes = null;
    }
  }

  takeBack(changes: readonly RowChange[]): void {
    this.#apply(changes.map(([table, before, after]): RowChange => [table, after, before]).reverse());
  }

  doAgain(changes: readonly RowChange[]): void {
    this.#apply(changes);
  }

  /** Without `defer_foreign_keys`: to set it has every statement of the connection compiled again, and what a row refers to is there. */
  #apply(changes: readonly RowChange[]): void {
    for (const [table, before, after] of changes) {
      const { keys, faces, characters }: Recorded = recorded[table];
      const row = after ?? before ?? [];
      // A face of a picture that was drawn anew may be gone: what was said of it is gone with it.
      if (faces.some((at) => !this.#hasFace.get(row[at] ?? null))) continue;
      if (after) for (const at of characters) this.#bringBack(after[at] ?? null);
      const writer = this.#writers.get(table);
      if (after) writer?.put(table === 'character' ? this.#withFreeName(after) : after);
      else writer?.remove(row.slice(0, keys));
    }
    const placed = changes.filter(([table]) => placing.has(table));
    this.#settle(new Set(placed.map(([, before, after]) => (after ?? before)?.[0] ?? null)));
  }

  /** Since the edit the machine may have moved a face, or a colleague may have said whose it is: what is said of it decides where it is. */
  #settle(faces: ReadonlySet<Cell>): void {
    const list = JSON.stringify([...faces]);
    this.#goHome.run(list);
    this.#leave.run(list);
  }

  /** A colleague may have given its name to another since: it waits without one for what the studio makes of that. */
  #withFreeName(row: Row): Row {
    const [id = null, name = null, ...rest] = row;
    return name !== null && this.#hasName.get(name, id) ? [id, null, ...rest] : row;
  }

  /** A group of the machine may have dissolved since. */
  #bringBack(character: Cell): void {
    if (character !== null && !this.#hasCharacter.get(character)) this.#restoreGroup.run(character);
  }

  #note([table, hasBefore, hasAfter, ...cells]: unknown[]): null {
    if (!this.#changes) return null;
    const half = cells.length / 2;
    const before = hasBefore ? (cells.slice(0, half) as Cell[]) : null;
    const after = hasAfter ? (cells.slice(half) as Cell[]) : null;
    this.#changes.push([table as RecordedTable, before, after]);
    return null;
  }
}

/** Of this connection only: the triggers call a function that lives in it. */
function triggersOf(table: RecordedTable, { columns }: Recorded): string {
  const cells = (row: 'old' | 'new') => columns.map((column) => `${row}.${column}`).join(', ');
  const nulls = columns.map(() => 'NULL').join(', ');
  const update = `CREATE TEMP TRIGGER ${table}_update AFTER UPDATE OF ${columns.slice(1).join(', ') || columns[0]} ON main.${table}
    BEGIN SELECT record_change('${table}', 1, 1, ${cells('old')}, ${cells('new')}); END;`;
  if (table === 'face') return update;
  return `${update}
    CREATE TEMP TRIGGER ${table}_insert AFTER INSERT ON main.${table}
    BEGIN SELECT record_change('${table}', 0, 1, ${nulls}, ${cells('new')}); END;
    CREATE TEMP TRIGGER ${table}_delete AFTER DELETE ON main.${table}
    BEGIN SELECT record_change('${table}', 1, 0, ${cells('old')}, ${nulls}); END;`;
}

function writerOf(db: Db, table: RecordedTable, { columns, keys }: Recorded) {
  const key = columns.slice(0, keys);
  const rest = columns.slice(keys);
  const remove = db.prepare<Cell[]>(`DELETE FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`);
  if (table === 'face') {
    const update = (to: readonly string[]) =>
      db.prepare<Cell[]>(`UPDATE face SET ${to.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`);
    const whole = update(rest);
    // An edit of an earlier release knows nothing of columns that came later: they stay as they are.
    const put = ([id = null, ...cells]: Row) =>
      void (cells.length === rest.length ? whole : update(rest.slice(0, cells.length))).run(...cells, id);
    return { put, remove: () => undefined };
  }
  const marks = columns.map(() => '?').join(', ');
  const sets = rest.map((column) => `${column} = excluded.${column}`).join(', ');
  const put = db.prepare<Cell[]>(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})
     ON CONFLICT (${key.join(', ')}) DO ${sets ? `UPDATE SET ${sets}` : 'NOTHING'}`,
  );
  // An edit of an earlier release knows nothing of columns that came later.
  const whole = (row: Row) => columns.map((_, at) => row[at] ?? null);
  return { put: (row: Row) => void put.run(...whole(row)), remove: (row: Row) => void remove.run(...row) };
}
