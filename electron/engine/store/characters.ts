import type { Character, CharacterId, FaceId } from '../../contract/model.ts';
import type { Db } from './database.ts';

export interface StoredCharacter {
  readonly id: CharacterId;
  readonly name: string | null;
  readonly confirmed: boolean;
}

interface CharacterRow {
  readonly id: CharacterId;
  readonly name: string | null;
  readonly confirmed: number;
}

interface CountRow extends CharacterRow {
  readonly faces: number;
  readonly pictures: number;
}

const coverCount = 4;
const counted = `SELECT c.id, c.name, c.confirmed, count(face.id) AS faces, count(DISTINCT face.picture) AS pictures
  FROM character c LEFT JOIN (face JOIN picture p ON p.id = face.picture AND p.files > 0) ON face.character = c.id`;

export class CharacterStore {
  readonly #db: Db;
  readonly #byId;
  readonly #byName;
  readonly #insert;
  readonly #set;
  readonly #remove;
  readonly #moveFace;
  readonly #covers;

  constructor(db: Db) {
    this.#db = db;
    this.#byId = db.prepare<[CharacterId], CharacterRow>('SELECT id, name, confirmed FROM character WHERE id = ?');
    this.#byName = db.prepare<[string], CharacterRow>('SELECT id, name, confirmed FROM character WHERE name = ?');
    this.#insert = db.prepare<[CharacterId | null, string | null, number]>(
      'INSERT INTO character (id, name, confirmed) VALUES (?, ?, ?)',
    );
    this.#set = db.prepare<[string | null, number, CharacterId]>(
      'UPDATE character SET name = ?, confirmed = ? WHERE id = ?',
    );
    this.#remove = db.prepare<[CharacterId]>('DELETE FROM character WHERE id = ?');
    this.#moveFace = db.prepare<[CharacterId | null, FaceId]>('UPDATE face SET character = ? WHERE id = ?');
    this.#covers = db
      .prepare<[CharacterId, number], FaceId>(
        `SELECT face.id FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.character = ? ORDER BY face.similarity DESC, face.id LIMIT ?`,
      )
      .pluck();
  }

  byId(id: CharacterId): StoredCharacter | undefined {
    return toStored(this.#byId.get(id));
  }

  byName(name: string): StoredCharacter | undefined {
    return toStored(this.#byName.get(name));
  }

  confirmed(): CharacterId[] {
    return this.#db.prepare<[], CharacterId>('SELECT id FROM character WHERE confirmed = 1').pluck().all();
  }

  /** `id` is given where a removed character comes back; otherwise the next free one is taken. */
  insert(character: { id?: CharacterId; name: string | null; confirmed: boolean }): CharacterId {
    const { lastInsertRowid } = this.#insert.run(character.id ?? null, character.name, character.confirmed ? 1 : 0);
    return Number(lastInsertRowid) as CharacterId;
  }

  set({ id, name, confirmed }: StoredCharacter): void {
    this.#set.run(name, confirmed ? 1 : 0, id);
  }

  remove(id: CharacterId): void {
    this.#remove.run(id);
  }

  moveFaces(faces: readonly FaceId[], to: CharacterId | null): void {
    for (const face of faces) this.#moveFace.run(to, face);
  }

  /** All faces of a character, those of absent pictures included. */
  faceIds(id: CharacterId): FaceId[] {
    return this.#db
      .prepare<[CharacterId], FaceId>('SELECT id FROM face WHERE character = ? ORDER BY id')
      .pluck()
      .all(id);
  }

  /** Characters that no human owns and no face belongs to. */
  removeEmpty(): number {
    return this.#db
      .prepare(
        'DELETE FROM character WHERE confirmed = 0 AND NOT EXISTS (SELECT 1 FROM face WHERE face.character = character.id)',
      )
      .run().changes;
  }

  /** Largest first; a confirmed character stays listed when its pictures are away, others do not. */
  list(): Character[] {
    return this.#db
      .prepare<[], CountRow>(
        `${counted} GROUP BY c.id HAVING count(face.id) > 0 OR c.confirmed = 1 ORDER BY count(face.id) DESC, c.id`,
      )
      .all()
      .map((row) => this.#toCharacter(row));
  }

  describe(id: CharacterId): Character | undefined {
    const row = this.#db.prepare<[CharacterId], CountRow>(`${counted} WHERE c.id = ? GROUP BY c.id`).get(id);
    return row && this.#toCharacter(row);
  }

  #toCharacter(row: CountRow): Character {
    return {
      id: row.id,
      name: row.name,
      confirmed: row.confirmed === 1,
      faces: row.faces,
      pictures: row.pictures,
      covers: this.#covers.all(row.id, coverCount),
    };
  }
}

function toStored(row: CharacterRow | undefined): StoredCharacter | undefined {
  return row && { id: row.id, name: row.name, confirmed: row.confirmed === 1 };
}
