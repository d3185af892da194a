import type { Character, CharacterId, Colour, FaceId } from '../../contract/model.ts';
import type { NamedCharacter } from '../../contract/engine-api.ts';
import type { Db } from './database.ts';

export interface StoredCharacter {
  readonly id: CharacterId;
  readonly name: string | null;
  /** The artist's; otherwise the machine's. */
  readonly confirmed: boolean;
}

interface CharacterRow {
  readonly id: CharacterId;
  readonly name: string | null;
  readonly confirmed: number;
}

interface CountRow extends CharacterRow {
  readonly hidden: number;
  readonly colour: Colour | null;
  readonly cover: FaceId | null;
  readonly faces: number;
  readonly answered: number;
  readonly pictures: number;
}

const coverCount = 4;
const counted = `SELECT c.id, c.name, c.confirmed, c.hidden, c.colour,
    (SELECT id FROM face WHERE face.id = c.cover AND face.character = c.id) AS cover,
    count(p.id) AS faces, count(k.face) AS answered, count(DISTINCT p.id) AS pictures
  FROM character c
  LEFT JOIN face ON face.character = c.id AND face.shown = 1
  LEFT JOIN picture p ON p.id = face.picture AND p.files > 0
  LEFT JOIN confirmed k ON k.face = face.id AND p.id IS NOT NULL`;
/** Read after every edit: by the index of faces, never through all of them. */
export const describeSql = `${counted} WHERE c.id = ? GROUP BY c.id`;
export const listSql = `${counted} GROUP BY c.id HAVING count(p.id) > 0 OR c.confirmed = 1 ORDER BY count(p.id) DESC, c.id`;
export const namesSql = `SELECT c.id, c.name, count(p.id) AS faces FROM character c
  LEFT JOIN face ON face.character = c.id AND face.shown = 1
  LEFT JOIN picture p ON p.id = face.picture AND p.files > 0
  WHERE c.name IS NOT NULL GROUP BY c.id ORDER BY faces DESC, c.id`;

export class CharacterStore {
  readonly #db: Db;
  readonly #byId;
  readonly #byName;
  readonly #insert;
  readonly #setName;
  readonly #remove;
  readonly #describe;
  readonly #list;
  readonly #covers;

  constructor(db: Db) {
    this.#db = db;
    this.#byId = db.prepare<[CharacterId], CharacterRow>('SELECT id, name, confirmed FROM character WHERE id = ?');
    this.#byName = db.prepare<[string], CharacterRow>('SELECT id, name, confirmed FROM character WHERE name = ?');
    this.#insert = db.prepare<[string | null, number]>('INSERT INTO character (name, confirmed) VALUES (?, ?)');
    this.#setName = db.prepare<[{ id: CharacterId; name: string | null }]>(
      'UPDATE character SET name = @name WHERE id = @id AND name IS NOT @name',
    );
    this.#remove = db.prepare<[CharacterId]>('DELETE FROM character WHERE id = ?');
    this.#describe = db.prepare<[CharacterId], CountRow>(describeSql);
    this.#list = db.prepare<[], CountRow>(listSql);
    this.#covers = db
      .prepare<[CharacterId, number], FaceId>(
        `SELECT face.id FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.character = ? AND face.shown = 1 ORDER BY face.similarity DESC, face.id LIMIT ?`,
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

  insert({ name, confirmed }: Omit<StoredCharacter, 'id'>): CharacterId {
    const { lastInsertRowid } = this.#insert.run(name, confirmed ? 1 : 0);
    return Number(lastInsertRowid) as CharacterId;
  }

  setName(id: CharacterId, name: string | null): void {
    this.#setName.run({ id, name });
  }

  /** Makes it the artist's. */
  setConfirmed(id: CharacterId): void {
    this.#db.prepare<[CharacterId]>('UPDATE character SET confirmed = 1 WHERE id = ?').run(id);
  }

  remove(id: CharacterId): void {
    this.#remove.run(id);
  }

  /** Of these faces, those that there are. */
  existingFaces(faces: readonly FaceId[]): FaceId[] {
    return this.#facesWhere('true', faces);
  }

  inCharacter(id: CharacterId, faces: readonly FaceId[]): FaceId[] {
    return this.#facesWhere('face.character = @id', faces, id);
  }

  /** The characters that these faces are in. */
  charactersOf(faces: readonly FaceId[]): CharacterId[] {
    return this.#db
      .prepare<[string], CharacterId>(
        `SELECT DISTINCT character FROM face WHERE id IN (SELECT value FROM json_each(?)) AND character IS NOT NULL`,
      )
      .pluck()
      .all(JSON.stringify(faces));
  }

  #facesWhere(where: string, faces: readonly FaceId[], id: CharacterId | null = null): FaceId[] {
    return this.#db
      .prepare<[{ faces: string; id: CharacterId | null }], FaceId>(
        `SELECT face.id FROM json_each(@faces) JOIN face ON face.id = value WHERE ${where} ORDER BY json_each.key`,
      )
      .pluck()
      .all({ faces: JSON.stringify(faces), id });
  }

  setHidden(id: CharacterId, hidden: boolean): void {
    this.#db.prepare<[number, CharacterId]>('UPDATE character SET hidden = ? WHERE id = ?').run(hidden ? 1 : 0, id);
  }

  setColour(id: CharacterId, colour: Colour | null): void {
    this.#db.prepare<[Colour | null, CharacterId]>('UPDATE character SET colour = ? WHERE id = ?').run(colour, id);
  }

  setCover(id: CharacterId, face: FaceId | null): void {
    this.#db.prepare<[FaceId | null, CharacterId]>('UPDATE character SET cover = ? WHERE id = ?').run(face, id);
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

  /** Every name in use, with the faces that can be seen. */
  names(): NamedCharacter[] {
    return this.#db.prepare<[], NamedCharacter>(namesSql).all();
  }

  /** Largest first; a confirmed character stays listed when its pictures are away, others do not. */
  list(): Character[] {
    return this.#list.all().map((row) => this.#toCharacter(row));
  }

  describe(id: CharacterId): Character | undefined {
    const row = this.#describe.get(id);
    return row && this.#toCharacter(row);
  }

  #toCharacter(row: CountRow): Character {
    const confirmed = row.confirmed === 1;
    const typical = this.#covers.all(row.id, coverCount);
    return {
      id: row.id,
      name: row.name,
      confirmed,
      hidden: row.hidden === 1,
      colour: row.colour,
      cover: row.cover,
      faces: row.faces,
      suggestions: confirmed ? row.faces - row.answered : 0,
      pictures: row.pictures,
      covers: row.cover === null ? typical : [...new Set([row.cover, ...typical])].slice(0, coverCount),
    };
  }
}

function toStored(row: CharacterRow | undefined): StoredCharacter | undefined {
  return row && { id: row.id, name: row.name, confirmed: row.confirmed === 1 };
}
