import type { Database as Db } from 'better-sqlite3';
import type { CountedName } from '../../../contract/catalogue-model.ts';
import type { CharacterId, FaceId } from '../../../contract/ids.ts';
import { namesSql } from './labels.ts';

/** By an index that holds what is compared: rows of faces hold vectors, and lie far apart. */
const worn =
  'outfit o CROSS JOIN face INDEXED BY face_by_id_shown ON face.id = o.face AND face.character = o.character AND face.shown = 1';

/** What characters wear on faces of theirs. A row is without effect while its face is in another character. */
export class OutfitStore {
  readonly #db: Db;
  readonly #of;
  readonly #names;

  constructor(db: Db) {
    this.#db = db;
    this.#of = db.prepare<[CharacterId], CountedName>(
      `SELECT o.name, count(*) AS count FROM ${worn} WHERE o.character = ? GROUP BY o.name`,
    );
    this.#names = db.prepare<[], string>(namesSql('outfit')).pluck();
  }

  of(id: CharacterId): CountedName[] {
    return this.#of.all(id);
  }

  /** Each face wears it as the character that it is in now; faces in none are passed over. */
  wear(faces: readonly FaceId[], name: string): void {
    this.#db
      .prepare<[string, string]>(
        `INSERT INTO outfit (face, character, name)
         SELECT face.id, face.character, ? FROM json_each(?) CROSS JOIN face ON face.id = value WHERE face.character IS NOT NULL
         ON CONFLICT DO UPDATE SET character = excluded.character, name = excluded.name
         WHERE character <> excluded.character OR name <> excluded.name`,
      )
      .run(name, JSON.stringify(faces));
  }

  takeOff(faces: readonly FaceId[]): void {
    this.#db
      .prepare<[string]>('DELETE FROM outfit WHERE face IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(faces));
  }

  rename(id: CharacterId, from: string, to: string): void {
    this.#db
      .prepare<[string, CharacterId, string]>('UPDATE outfit SET name = ? WHERE character = ? AND name = ?')
      .run(to, id, from);
  }

  /** All that are in use. */
  names(): string[] {
    return this.#names.all();
  }

  counts(): (CountedName & { readonly character: CharacterId })[] {
    return this.#db
      .prepare<[], CountedName & { readonly character: CharacterId }>(
        `SELECT o.character, o.name, count(*) AS count FROM ${worn} GROUP BY o.character, o.name`,
      )
      .all();
  }
}
