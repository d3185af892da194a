import type { Db } from './database.ts';
import { fromBlob, toBlob, visible } from './faces/faces.ts';

/** A lens (adaptation/lens.ts), and how many comparable faces the library had when it was learnt. */
export interface StoredLens {
  readonly mean: Float32Array;
  readonly rows: Float32Array;
  readonly groups: number;
  readonly faces: number;
}

interface LensRow {
  readonly mean: Buffer;
  readonly rows: Buffer;
  readonly groups: number;
  readonly faces: number;
}

/** How the library's vectors are looked through, and what it is learnt from. */
export class LensStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Null where there is none for these models. */
  read(version: string): StoredLens | null {
    const row = this.#db
      .prepare<[string], LensRow>('SELECT mean, rows, groups, faces FROM lens WHERE version = ?')
      .get(version);
    return row ? { ...row, mean: fromBlob(row.mean), rows: fromBlob(row.rows) } : null;
  }

  /** Null: the vectors are as they are stored. */
  write(version: string, lens: StoredLens | null): void {
    this.#db.prepare('DELETE FROM lens').run();
    if (!lens) return;
    this.#db
      .prepare('INSERT INTO lens (id, version, faces, groups, mean, rows) VALUES (1, ?, ?, ?, ?, ?)')
      .run(version, lens.faces, lens.groups, toBlob(lens.mean), toBlob(lens.rows));
  }

  /** The vectors of every `step`th group, by group; a face in no group is one of its own. */
  groups(version: string, step: number): Float32Array[][] {
    const rows = this.#db
      .prepare<[string, number], { group: number; embedding: Buffer }>(
        `SELECT IFNULL(face.character, -face.id) AS "group", face.embedding FROM ${visible}
         WHERE p.indexed_by = ? AND IFNULL(face.character, face.id) % ? = 0 ORDER BY "group", face.id`,
      )
      .all(version, step);
    return [...Map.groupBy(rows, ({ group }) => group).values()].map((some) =>
      some.map((row) => fromBlob(row.embedding)),
    );
  }
}
