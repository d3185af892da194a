import type { Colour } from '../../contract/colours.ts';
import type { Character } from '../../contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import { folded } from '../../contract/folded.ts';
import { AliasStore } from './catalogue/aliases.ts';
import { CollectionStore } from './catalogue/collections.ts';
import { aboutHeir } from './catalogue/inherit-about.ts';
import { CharacterList } from './character-list.ts';
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

export const inCharacter = 'face.character = @id';
/** Those of a list of faces, in its order. The list comes first: a character has as many faces as a list, and each would be sought in it. */
export const facesWhereSql = (where: string) =>
  `SELECT face.id FROM json_each(@faces) CROSS JOIN face ON face.id = value WHERE ${where} ORDER BY json_each.key`;

export class CharacterStore {
  readonly #db: Db;
  readonly #byId;
  readonly #byName;
  readonly #insert;
  readonly #setName;
  readonly #remove;
  readonly #list: CharacterList;
  readonly #inherit;
  readonly #aliases: AliasStore;
  readonly #collections: CollectionStore;

  constructor(db: Db) {
    this.#db = db;
    this.#byId = db.prepare<[CharacterId], CharacterRow>('SELECT id, name, confirmed FROM character WHERE id = ?');
    this.#byName = db.prepare<[string], CharacterRow>('SELECT id, name, confirmed FROM character WHERE name = ?');
    this.#insert = db.prepare<[string | null, number]>('INSERT INTO character (name, confirmed) VALUES (?, ?)');
    this.#setName = db.prepare<[{ id: CharacterId; name: string | null }]>(
      'UPDATE character SET name = @name WHERE id = @id AND name IS NOT @name',
    );
    this.#remove = db.prepare<[CharacterId]>('DELETE FROM character WHERE id = ?');
    this.#list = new CharacterList(db);
    this.#inherit = aboutHeir(db);
    this.#aliases = new AliasStore(db);
    this.#collections = new CollectionStore(db);
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
    if (name !== null) this.#aliases.forget(id, name);
  }

  /** Searches that are kept follow a name, unless another character is still called by the old one. */
  followName(was: string | null, name: string | null): void {
    if (was === null || name === null || was === name || this.#isCalled(was)) return;
    this.#collections.follow({ kind: 'character', was, name });
  }

  #isCalled(name: string): boolean {
    const wanted = folded(name);
    const names = this.#db
      .prepare<[], string>('SELECT name FROM character WHERE name IS NOT NULL UNION ALL SELECT name FROM alias')
      .pluck()
      .all();
    return names.some((one) => folded(one) === wanted);
  }

  /** Makes it the artist's. */
  setConfirmed(id: CharacterId): void {
    this.#db.prepare<[CharacterId]>('UPDATE character SET confirmed = 1 WHERE id = ?').run(id);
  }

  /** Whatever was said of `from` beside its name is said of `into`. */
  inheritAbout(from: CharacterId, into: CharacterId): void {
    this.#inherit({ from, into });
  }

  remove(id: CharacterId): void {
    this.#remove.run(id);
  }

  /** Removes it, and remembers whom it lives on in: what a colleague says of it meanwhile is said of that one. */
  mergeInto(id: CharacterId, survivor: CharacterId): void {
    this.#db
      .prepare<[CharacterId, CharacterId]>(
        'INSERT INTO merged (character, survivor) VALUES (?, ?) ON CONFLICT DO UPDATE SET survivor = excluded.survivor',
      )
      .run(id, survivor);
    this.#remove.run(id);
  }

  /** Of these faces, those that there are. */
  existingFaces(faces: readonly FaceId[]): FaceId[] {
    return this.#facesWhere('true', faces);
  }

  inCharacter(id: CharacterId, faces: readonly FaceId[]): FaceId[] {
    return this.#facesWhere(inCharacter, faces, id);
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
      .prepare<[{ faces: string; id: CharacterId | null }], FaceId>(facesWhereSql(where))
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

  colourOf(id: CharacterId): Colour | null {
    return (
      this.#db.prepare<[CharacterId], Colour | null>('SELECT colour FROM character WHERE id = ?').pluck().get(id) ??
      null
    );
  }

  /** Of those that `removeEmpty` would remove, the ones with a colour. */
  emptyWithColour(): { id: CharacterId; colour: Colour }[] {
    return this.#db
      .prepare<[], { id: CharacterId; colour: Colour }>(
        `SELECT id, colour FROM character WHERE confirmed = 0 AND colour IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM face WHERE face.character = character.id)`,
      )
      .all();
  }

  /** Characters that no artist owns and no face belongs to. */
  removeEmpty(): number {
    return this.#db
      .prepare(
        'DELETE FROM character WHERE confirmed = 0 AND NOT EXISTS (SELECT 1 FROM face WHERE face.character = character.id)',
      )
      .run().changes;
  }

  /** Largest first; a confirmed character stays listed when its pictures are away, others do not. */
  list(): Character[] {
    return this.#list.all();
  }

  describe(id: CharacterId): Character | undefined {
    return this.#list.describe(id);
  }

  /** Those of them that are listed. */
  describeAll(ids: readonly CharacterId[]): Character[] {
    return this.#list.describeAll(ids);
  }
}

function toStored(row: CharacterRow | undefined): StoredCharacter | undefined {
  return row && { id: row.id, name: row.name, confirmed: row.confirmed === 1 };
}
