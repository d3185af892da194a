import { isDeepStrictEqual } from 'node:util';
import type { Database as Db } from 'better-sqlite3';
import { noAppraisal, type Appraisal, type Rating } from '../../../contract/catalogue-model.ts';

interface Row {
  readonly rating: Rating;
  readonly favourite: number;
  readonly note: string;
}

/** What an artist thinks of characters or of pictures. */
export class AppraisalStore<Id extends number> {
  readonly #of;
  readonly #put;
  readonly #remove;

  constructor(db: Db, key: 'character' | 'picture') {
    const table = `${key}_about`;
    this.#of = db.prepare<[Id], Row>(`SELECT rating, favourite, note FROM ${table} WHERE ${key} = ?`);
    this.#put = db.prepare<[Id, Rating, number, string]>(
      `INSERT INTO ${table} (${key}, rating, favourite, note) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET rating = excluded.rating, favourite = excluded.favourite, note = excluded.note`,
    );
    this.#remove = db.prepare<[Id]>(`DELETE FROM ${table} WHERE ${key} = ?`);
  }

  of(id: Id): Appraisal {
    const row = this.#of.get(id);
    return row ? { ...row, favourite: row.favourite === 1 } : noAppraisal;
  }

  /** Writes nothing where it is so already. */
  set(id: Id, change: Partial<Appraisal>): void {
    const before = this.of(id);
    const after = { ...before, ...change };
    if (isDeepStrictEqual(after, before)) return;
    if (isDeepStrictEqual(after, noAppraisal)) this.#remove.run(id);
    else this.#put.run(id, after.rating, after.favourite ? 1 : 0, after.note);
  }
}
