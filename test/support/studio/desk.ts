import Database from 'better-sqlite3';
import type { CharacterId, FaceId, PictureId } from '../../../electron/contract/ids.ts';
import { CharacterEdits } from '../../../electron/engine/edits/edits.ts';
import { Journal } from '../../../electron/engine/edits/journal.ts';
import { migrations } from '../../../electron/engine/store/migrations/index.ts';
import { openStores, type Stores } from '../../../electron/engine/store/stores.ts';
import { Replica } from '../../../electron/engine/studio/facts/replica.ts';
import { syncWith } from '../../../electron/engine/studio/sync.ts';
import type { StudioServer } from '../../../electron/engine/studio/server/server.ts';

let empty: Buffer | null = null;

/** What migrations make of nothing is the same for all. */
function emptyLibrary(): Buffer {
  const db = new Database(':memory:');
  for (const sql of migrations) db.exec(sql);
  return db.serialize();
}

/** A machine of the studio, without pictures to look at: a library in memory whose faces are just there. */
export class Desk implements Disposable {
  readonly stores: Stores;
  readonly edits: CharacterEdits;
  readonly journal: Journal;
  readonly replica: Replica;
  readonly #db;

  /** `from`: a copy of another one's database. */
  constructor(from?: Buffer) {
    this.#db = new Database(from ?? (empty ??= emptyLibrary()));
    this.#db.pragma('foreign_keys = ON');
    this.stores = openStores(this.#db);
    this.replica = new Replica(this.#db);
    this.journal = new Journal(this.#db, {
      ...this.stores,
      onSettings: () => undefined,
      onFaces: () => undefined,
      onEdit: (edit, step) => void this.replica.note(edit, step),
    });
    this.edits = new CharacterEdits({ ...this.stores, journal: this.journal });
  }

  get db() {
    return this.#db;
  }

  /** Empties the library: to prepare all statements again takes longer than most of what is tried with them. */
  reset(): void {
    const names = (sql: string) => this.#db.prepare<[], string>(sql).pluck().all();
    this.#db.pragma('foreign_keys = OFF');
    for (const trigger of names("SELECT name FROM sqlite_temp_master WHERE type = 'trigger' AND name LIKE 'studio_%'"))
      this.#db.exec(`DROP TRIGGER ${trigger}`);
    for (const table of names("SELECT name FROM sqlite_master WHERE type = 'table'"))
      this.#db.exec(`DELETE FROM ${table}`);
    this.#db.pragma('foreign_keys = ON');
  }

  /** Pictures 1, 2, … with faces side by side; every machine that adds the same sees the same. */
  addPictures(count: number, facesEach: number, from = 1): FaceId[] {
    const { foundFaces } = this.stores;
    return Array.from({ length: count }, (_, at) => {
      const hash = Buffer.alloc(32, from + at);
      const insert = this.#db.prepare('INSERT INTO picture (hash, files) VALUES (?, 1)');
      const picture = Number(insert.run(hash).lastInsertRowid) as PictureId;
      const found = Array.from({ length: facesEach }, (_face, k) => {
        return { box: [k * 100, 10, 80, 80] as const, score: 0.9, vector: new Float32Array(4).fill(0.5) };
      });
      const size = { width: 1_000, height: 500, isPreview: false, likeness: null, version: 'test' };
      return foundFaces.storePicture(
        picture,
        size,
        found,
        found.map(() => null),
      ).faces;
    }).flat();
  }

  /** A group that the machine has made. */
  group(faces: readonly FaceId[]): CharacterId {
    const id = this.stores.characters.insert({ name: null, confirmed: false });
    this.stores.facts.move(faces, id);
    return id;
  }

  join(url: string): void {
    this.replica.membership.join(url, null);
    this.replica.followPictures();
  }

  async sync(server: Pick<StudioServer, 'hello' | 'pull' | 'push'>): Promise<void> {
    this.replica.tell();
    this.replica.arrivals();
    await syncWith(server, this.replica, () => undefined);
  }

  /** What artists decided, in names that hold everywhere: what all machines have to agree on. */
  said(): unknown {
    const face = `(SELECT lower(hex(p.hash)) || ':' || f.x FROM face f JOIN picture p ON p.id = f.picture WHERE f.id = `;
    const character = `(SELECT uuid FROM studio_character s WHERE s.character = `;
    const artists = 't.character IN (SELECT id FROM character WHERE confirmed = 1)';
    const rows = (sql: string) => this.#db.prepare(sql).raw().all().map(String).toSorted();
    const pairs = (table: string) =>
      rows(`SELECT min(x, y), max(x, y) FROM (SELECT ${face}a) AS x, ${face}b) AS y FROM ${table})`);
    return {
      characters: rows(
        `SELECT ${character}c.id), name, hidden, colour, ${face}cover) FROM character c WHERE confirmed = 1`,
      ),
      confirmed: rows(`SELECT ${face}face), ${character}k.character) FROM confirmed k`),
      suggested: rows(`SELECT ${face}face), ${character}k.character) FROM suggested k`),
      rejected: rows(`SELECT ${face}face), ${character}k.character) FROM rejected k`),
      none: rows(`SELECT ${face}face) FROM not_a_face`),
      together: pairs('must_link'),
      apart: pairs('cannot_link'),
      asked: pairs('asked'),
      tags: rows(`SELECT ${character}t.character), name FROM character_tag t WHERE ${artists}`),
      aliases: rows(`SELECT ${character}t.character), name, language FROM alias t WHERE ${artists}`),
      outfits: rows(`SELECT ${face}t.face), ${character}t.character), name FROM outfit t WHERE ${artists}`),
      held: rows(
        `SELECT ${face}k.face) FROM confirmed k JOIN face f ON f.id = k.face WHERE f.character IS NOT k.character AND f.shown = 1`,
      ),
    };
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}
