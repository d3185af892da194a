import type { Database as Db } from 'better-sqlite3';
import type { Alias } from '../../../contract/catalogue-model.ts';
import { folded } from '../../../contract/folded.ts';
import type { CharacterId } from '../../../contract/ids.ts';

/** Other names of characters. */
export class AliasStore {
  readonly #db: Db;
  readonly #of;

  constructor(db: Db) {
    this.#db = db;
    this.#of = db.prepare<[CharacterId], Alias>('SELECT name, language FROM alias WHERE character = ? ORDER BY name');
  }

  of(id: CharacterId): Alias[] {
    return this.#of.all(id);
  }

  /** It is no other name any more, in whatever case. */
  forget(id: CharacterId, name: string): void {
    const remove = this.#db.prepare<[CharacterId, string]>('DELETE FROM alias WHERE character = ? AND name = ?');
    for (const alias of this.of(id)) if (folded(alias.name) === folded(name)) remove.run(id, alias.name);
  }

  set(id: CharacterId, aliases: readonly Alias[]): void {
    const wanted = JSON.stringify(aliases);
    this.#db
      .prepare<[CharacterId, string]>(
        `DELETE FROM alias WHERE character = ? AND name NOT IN (SELECT value ->> 'name' FROM json_each(?))`,
      )
      .run(id, wanted);
    this.#db
      .prepare<[CharacterId, string]>(
        `INSERT INTO alias (character, name, language) SELECT ?, value ->> 'name', value ->> 'language' FROM json_each(?)
         WHERE true ON CONFLICT DO UPDATE SET language = excluded.language WHERE language IS NOT excluded.language`,
      )
      .run(id, wanted);
  }
}
