import type { Database as Db } from 'better-sqlite3';
import type { CountedName } from '../../../contract/catalogue-model.ts';
import type { CharacterId, PictureId } from '../../../contract/ids.ts';

const labelled = {
  character_series: 'character',
  character_tag: 'character',
  picture_tag: 'picture',
} as const;
type LabelTable = keyof typeof labelled;
type Labelled<Table extends LabelTable> = (typeof labelled)[Table] extends 'picture' ? PictureId : CharacterId;

/** Names that characters or pictures carry, any number of each: series and tags. */
export class LabelStore<Table extends LabelTable> {
  readonly #of;
  readonly #add;
  readonly #remove;
  readonly #having;
  readonly #names;
  readonly #counts;

  constructor(db: Db, table: Table) {
    const key = labelled[table];
    this.#of = db.prepare<[number], string>(`SELECT name FROM ${table} WHERE ${key} = ? ORDER BY name`).pluck();
    this.#add = db.prepare<[string, string]>(
      `INSERT INTO ${table} (${key}, name) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    );
    this.#remove = db.prepare<[string, string]>(
      `DELETE FROM ${table} WHERE name = ? AND ${key} IN (SELECT value FROM json_each(?))`,
    );
    this.#having = db.prepare<[string], Labelled<Table>>(`SELECT ${key} FROM ${table} WHERE name = ?`).pluck();
    this.#names = db.prepare<[], string>(namesSql(table)).pluck();
    this.#counts = db.prepare<[], CountedName>(`SELECT name, count(*) AS count FROM ${table} GROUP BY name`);
  }

  of(id: Labelled<Table>): string[] {
    return this.#of.all(id);
  }

  having(name: string): Labelled<Table>[] {
    return this.#having.all(name);
  }

  add(ids: readonly Labelled<Table>[], name: string): void {
    this.#add.run(name, JSON.stringify(ids));
  }

  remove(ids: readonly Labelled<Table>[], name: string): void {
    this.#remove.run(name, JSON.stringify(ids));
  }

  /** All that are in use. */
  names(): string[] {
    return this.#names.all();
  }

  counts(): CountedName[] {
    return this.#counts.all();
  }
}

/** The names in use: from each to the next by the index, past all rows between. */
export function namesSql(table: LabelTable | 'outfit'): string {
  return `WITH RECURSIVE used(name) AS (
      SELECT (SELECT min(name) FROM ${table})
      UNION ALL SELECT (SELECT min(name) FROM ${table} t WHERE t.name > used.name) FROM used WHERE used.name IS NOT NULL)
    SELECT name FROM used WHERE name IS NOT NULL`;
}
