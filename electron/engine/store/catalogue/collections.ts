import type { Database as Db } from 'better-sqlite3';
import type { Collection } from '../../../contract/catalogue-model.ts';
import { renamedInQuery, type Renaming } from '../../../contract/query/renamed-in-query.ts';

/** Searches that are kept. */
export class CollectionStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  all(): Collection[] {
    return this.#db.prepare<[], Collection>('SELECT id, name, query FROM collection ORDER BY name').all();
  }

  byName(name: string): Collection | undefined {
    return this.#db.prepare<[string], Collection>('SELECT id, name, query FROM collection WHERE name = ?').get(name);
  }

  byId(id: number): Collection | undefined {
    return this.#db.prepare<[number], Collection>('SELECT id, name, query FROM collection WHERE id = ?').get(id);
  }

  save(name: string, query: string): void {
    this.#db
      .prepare<[string, string]>(
        `INSERT INTO collection (name, query) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET query = excluded.query WHERE query <> excluded.query`,
      )
      .run(name, query);
  }

  rename(id: number, name: string): void {
    this.#db
      .prepare<[string, number, string]>('UPDATE collection SET name = ? WHERE id = ? AND name <> ?')
      .run(name, id, name);
  }

  /** What a search names is called otherwise now. */
  follow(renaming: Renaming): void {
    const rewrite = this.#db.prepare<[string, number]>('UPDATE collection SET query = ? WHERE id = ?');
    for (const { id, query } of this.all()) {
      const now = renamedInQuery(query, renaming);
      if (now !== query) rewrite.run(now, id);
    }
  }

  remove(id: number): void {
    this.#db.prepare<[number]>('DELETE FROM collection WHERE id = ?').run(id);
  }
}
