import type { Page } from '../../../contract/checks.ts';
import type { FileMove, RenameBatchId, RenameKind, RenamePreset } from '../../../contract/rename/rename-model.ts';
import type { Db } from '../database.ts';

/** A batch without its steps. */
export interface StoredBatch<State extends string> {
  readonly id: RenameBatchId;
  readonly at: number;
  readonly kind: RenameKind;
  readonly template: string;
  readonly undoes: RenameBatchId | null;
  readonly state: State;
  readonly placeholders: boolean;
  readonly recovered: 'completed' | 'rolled-back' | null;
  readonly files: number;
  readonly example: FileMove;
  readonly rescued: readonly FileMove[];
  /** A later batch that took it back. */
  readonly undone: boolean;
}

export interface NewBatch<State, Move, Program> {
  readonly kind: RenameKind;
  readonly template: string;
  readonly undoes: RenameBatchId | null;
  readonly state: State;
  readonly files: number;
  readonly example: FileMove;
  readonly moves: readonly Move[];
  readonly program: Program;
}

type BatchRow<State extends string> = Omit<StoredBatch<State>, 'placeholders' | 'example' | 'rescued' | 'undone'> & {
  readonly placeholders: number;
  readonly undone: number;
  readonly rescued: string;
  readonly from: string;
  readonly to: string;
};

const columns = `b.id, b.at_ms AS at, b.kind, b.template, b.undoes, b.state, b.placeholders, b.recovered, b.rescued, b.files,
  b.example_from AS "from", b.example_to AS "to",
  EXISTS (SELECT 1 FROM rename_batch u WHERE u.undoes = b.id AND u.state IN ('applied', 'sweeping')) AS undone`;

/** Batches of renames, the folders they made, and presets. `durable` writes are on disk (fsync) when they return. */
export class RenameStore<State extends string, Move, Program> {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** One transaction that has reached the disk when this returns, and everything written before it too. */
  durable<T>(write: () => T): T {
    this.#db.pragma('synchronous = FULL');
    try {
      return this.#db.transaction(write)();
    } finally {
      this.#db.pragma('synchronous = NORMAL');
    }
  }

  insert(batch: NewBatch<State, Move, Program>): RenameBatchId {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO rename_batch (at_ms, kind, template, undoes, state, files, example_from, example_to, moves, program)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        Date.now(),
        batch.kind,
        batch.template,
        batch.undoes,
        batch.state,
        batch.files,
        batch.example.from,
        batch.example.to,
        JSON.stringify(batch.moves),
        JSON.stringify(batch.program),
      );
    return Number(lastInsertRowid) as RenameBatchId;
  }

  setState(id: RenameBatchId, state: State): void {
    this.#db.prepare<[State, RenameBatchId]>('UPDATE rename_batch SET state = ? WHERE id = ?').run(state, id);
  }

  setProgram(id: RenameBatchId, program: Program): void {
    this.#db
      .prepare<[string, RenameBatchId]>('UPDATE rename_batch SET program = ? WHERE id = ?')
      .run(JSON.stringify(program), id);
  }

  setMoves(id: RenameBatchId, moves: readonly Move[]): void {
    this.#db
      .prepare<[string, RenameBatchId]>('UPDATE rename_batch SET moves = ? WHERE id = ?')
      .run(JSON.stringify(moves), id);
  }

  allowPlaceholders(id: RenameBatchId): void {
    this.#db.prepare<[RenameBatchId]>('UPDATE rename_batch SET placeholders = 1 WHERE id = ?').run(id);
  }

  setRescued(id: RenameBatchId, rescued: readonly FileMove[]): void {
    this.#db
      .prepare<[string, RenameBatchId]>('UPDATE rename_batch SET rescued = ? WHERE id = ?')
      .run(JSON.stringify(rescued), id);
  }

  setRecovered(id: RenameBatchId, recovered: 'completed' | 'rolled-back'): void {
    this.#db.prepare<[string, RenameBatchId]>('UPDATE rename_batch SET recovered = ? WHERE id = ?').run(recovered, id);
  }

  list({ offset, limit }: Page): StoredBatch<State>[] {
    return this.#db
      .prepare<[number, number], BatchRow<State>>(
        `SELECT ${columns} FROM rename_batch b ORDER BY b.id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset)
      .map(toBatch);
  }

  byId(id: RenameBatchId): StoredBatch<State> | undefined {
    const row = this.#db
      .prepare<[RenameBatchId], BatchRow<State>>(`SELECT ${columns} FROM rename_batch b WHERE b.id = ?`)
      .get(id);
    return row && toBatch(row);
  }

  /** Oldest first. */
  unfinished(): StoredBatch<State>[] {
    return this.#db
      .prepare<[], BatchRow<State>>(
        `SELECT ${columns} FROM rename_batch b WHERE b.state NOT IN ('applied', 'rolled-back') ORDER BY b.id`,
      )
      .all()
      .map(toBatch);
  }

  movesOf(id: RenameBatchId): Move[] {
    return this.#json<Move[]>('moves', id) ?? [];
  }

  programOf(id: RenameBatchId): Program | undefined {
    return this.#json<Program>('program', id);
  }

  #json<T>(column: 'moves' | 'program', id: RenameBatchId): T | undefined {
    const text = this.#db
      .prepare<[RenameBatchId], string>(`SELECT ${column} FROM rename_batch WHERE id = ?`)
      .pluck()
      .get(id);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  madeFolders(): Set<string> {
    return new Set(this.#db.prepare<[], string>('SELECT path FROM made_folder').pluck().all());
  }

  noteMadeFolders(paths: readonly string[]): void {
    const insert = this.#db.prepare<[string]>('INSERT OR IGNORE INTO made_folder (path) VALUES (?)');
    for (const path of paths) insert.run(path);
  }

  forgetMadeFolders(paths: readonly string[]): void {
    const remove = this.#db.prepare<[string]>('DELETE FROM made_folder WHERE path = ?');
    for (const path of paths) remove.run(path);
  }

  presets(): RenamePreset[] {
    return this.#db
      .prepare<[], { name: string; request: string }>('SELECT name, request FROM rename_preset ORDER BY name')
      .all()
      .map(({ name, request }) => ({ name, request: JSON.parse(request) as RenamePreset['request'] }));
  }

  savePreset({ name, request }: RenamePreset): void {
    this.#db
      .prepare<[string, string]>('INSERT OR REPLACE INTO rename_preset (name, request) VALUES (?, ?)')
      .run(name, JSON.stringify(request));
  }

  removePreset(name: string): void {
    this.#db.prepare<[string]>('DELETE FROM rename_preset WHERE name = ?').run(name);
  }
}

function toBatch<State extends string>(row: BatchRow<State>): StoredBatch<State> {
  const { from, to, placeholders, undone, rescued, ...same } = row;
  return {
    ...same,
    placeholders: placeholders === 1,
    undone: undone === 1,
    example: { from, to },
    rescued: JSON.parse(rescued) as FileMove[],
  };
}
