import Database from 'better-sqlite3';
import type { Colour } from '../../contract/colours.ts';
import type { Character } from '../../contract/api/faces-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import { aboutTables, CharacterAboutReader } from './catalogue/character-about.ts';
import type { Db } from './database.ts';

/** Null: it is not listed. */
type Read = ReadonlyMap<CharacterId, Character | null>;

interface Row {
  readonly id: CharacterId;
  readonly name: string | null;
  readonly confirmed: number;
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
/** Many of them: the faces in the order of an index that holds what is counted. Pictures that no file holds any more are few. */
export const listSql = `WITH counts AS MATERIALIZED (
    SELECT face.character, count(*) AS faces, count(k.face) AS answered, count(DISTINCT face.picture) AS pictures
    FROM face INDEXED BY face_by_character_shown LEFT JOIN confirmed k ON k.face = face.id
    WHERE face.shown = 1 AND face.character IS NOT NULL AND face.picture NOT IN (SELECT id FROM picture WHERE files <= 0)
    GROUP BY face.character)
  SELECT c.id, c.name, c.confirmed, c.hidden, c.colour,
    (SELECT id FROM face WHERE face.id = c.cover AND face.character = c.id) AS cover,
    coalesce(n.faces, 0) AS faces, coalesce(n.answered, 0) AS answered, coalesce(n.pictures, 0) AS pictures
  FROM character c LEFT JOIN counts n ON n.character = c.id
  WHERE (n.faces > 0 OR c.confirmed = 1) AND c.id IN (SELECT value FROM json_each(?))`;
const missingSql = 'SELECT id FROM character WHERE id NOT IN (SELECT character FROM listed_character)';
/** Reading so many one by one takes less than reading all faces once. */
const few = 200;

/** Which writes touch a character, and whom. */
const touching: readonly (readonly [write: string, characters: string])[] = [
  ['INSERT ON main.face', 'SELECT new.character AS id'],
  ['DELETE ON main.face', 'SELECT old.character AS id'],
  [
    'UPDATE OF picture, character, similarity, shown ON main.face',
    'SELECT old.character AS id UNION SELECT new.character',
  ],
  [
    'UPDATE OF files ON main.picture WHEN (old.files > 0) IS NOT (new.files > 0)',
    'SELECT DISTINCT character AS id FROM face WHERE picture = new.id',
  ],
  ['INSERT ON main.confirmed', 'SELECT character AS id FROM face WHERE id = new.face'],
  ['DELETE ON main.confirmed', 'SELECT character AS id FROM face WHERE id = old.face'],
  ['INSERT ON main.character', 'SELECT new.id AS id'],
  ['UPDATE ON main.character', 'SELECT new.id AS id'],
  ['DELETE ON main.character', 'SELECT old.id AS id'],
  ...aboutTables.flatMap((table): (readonly [string, string])[] => [
    [`INSERT ON main.${table}`, 'SELECT new.character AS id'],
    [`UPDATE ON main.${table}`, 'SELECT old.character AS id UNION SELECT new.character'],
    [`DELETE ON main.${table}`, 'SELECT old.character AS id'],
  ]),
];

/**
 * Triggers that note which characters a write of this connection touches; a rollback takes the notes back. No OR IGNORE in them: SQLite
 * would replace it by the conflict rule of the outer statement.
 */
const watchSql = touching
  .map(
    ([write, characters], index) => `CREATE TEMP TRIGGER IF NOT EXISTS touched_${index} AFTER ${write} BEGIN
  INSERT INTO touched_character SELECT id FROM (${characters})
  WHERE id NOT NULL AND id NOT IN (SELECT id FROM touched_character); END;`,
  )
  .join('\n');

/**
 * Every character as a window lists it. There may be tens of thousands, and indexing changes some all the time: they are kept, in memory and,
 * for the next start, in the library, and only those that a write has touched are read again. One for each connection.
 */
export class CharacterList {
  readonly #db: Db;
  readonly #describe;
  readonly #covers;
  readonly #keep;
  readonly #about: CharacterAboutReader;
  readonly #known = new Map<CharacterId, Character>();
  /** What SQLite calls the state of the file as other connections have written it; null: all are to be read. */
  #written: number | null = null;

  constructor(db: Db) {
    this.#db = db;
    db.pragma('temp_store = MEMORY');
    db.exec('CREATE TEMP TABLE IF NOT EXISTS touched_character (id INTEGER PRIMARY KEY)');
    db.exec(watchSql);
    this.#describe = db.prepare<[CharacterId], Row>(describeSql);
    this.#about = new CharacterAboutReader(db);
    this.#keep = db.prepare<[string, CharacterId]>(
      'INSERT OR REPLACE INTO listed_character (character, listed) SELECT id, ? FROM character WHERE id = ?',
    );
    this.#covers = db
      .prepare<[CharacterId, number], FaceId>(
        `SELECT face.id FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.character = ? AND face.shown = 1 ORDER BY face.similarity DESC, face.id LIMIT ?`,
      )
      .pluck();
  }

  /** Largest first; a confirmed character stays listed when its pictures are away, others do not. */
  all(): Character[] {
    this.#update();
    return [...this.#known.values()].sort((a, b) => b.faces - a.faces || a.id - b.id);
  }

  describe(id: CharacterId): Character | undefined {
    const row = this.#describe.get(id);
    return row && this.#toCharacter(row);
  }

  /** Those of them that are listed, in their order. */
  describeAll(ids: readonly CharacterId[]): Character[] {
    if (ids.length <= few) return ids.flatMap((id) => this.describe(id) ?? []).filter(isListed);
    const rows = this.#db.prepare<[string], Row>(listSql).all(JSON.stringify(ids));
    const listed = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => listed.get(id) ?? []).map((row) => this.#toCharacter(row));
  }

  #update(): void {
    const written = this.#db.pragma('data_version', { simple: true }) as number;
    const read = this.#db.transaction(() => {
      // Another connection has written: it does not say what.
      const anew = written === this.#written ? this.#readTouched() : this.#readAll();
      this.#db.prepare('DELETE FROM temp.touched_character').run();
      return anew;
    })();
    for (const [id, character] of read) {
      if (character) this.#known.set(id, character);
      else this.#known.delete(id);
    }
    // What is read in a transaction may be taken back.
    this.#written = this.#db.inTransaction ? null : written;
    if (!this.#db.inTransaction && read.size > 0) this.#keepFor(written, read);
  }

  /** What is kept, and the rest anew. */
  #readAll(): Read {
    this.#known.clear();
    const kept = this.#db.prepare<[], [CharacterId, string]>('SELECT character, listed FROM listed_character').raw();
    for (const [id, listed] of kept.all()) {
      const character = JSON.parse(listed) as Character | null;
      if (character) this.#known.set(id, character);
    }
    return this.#readThese(this.#db.prepare<[], CharacterId>(missingSql).pluck().all());
  }

  #readTouched(): Read {
    return this.#readThese(this.#db.prepare<[], CharacterId>('SELECT id FROM temp.touched_character').pluck().all());
  }

  #readThese(ids: readonly CharacterId[]): Read {
    const listed = new Map(this.describeAll(ids).map((character) => [character.id, character]));
    return new Map(ids.map((id) => [id, listed.get(id) ?? null]));
  }

  /** What was read when the file was as `written` says, for the next start. Nobody waits for it: while another connection writes, it is left. */
  #keepFor(written: number, read: Read): void {
    const patience = this.#db.pragma('busy_timeout', { simple: true }) as number;
    this.#db.pragma('busy_timeout = 0');
    try {
      this.#db
        .transaction(() => {
          if (this.#db.pragma('data_version', { simple: true }) !== written) return;
          for (const [id, character] of read) this.#keep.run(JSON.stringify(character), id);
        })
        .immediate();
    } catch (error) {
      if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error;
    } finally {
      this.#db.pragma(`busy_timeout = ${patience}`);
    }
  }

  #toCharacter(row: Row): Character {
    const confirmed = row.confirmed === 1;
    const typical = this.#covers.all(row.id, coverCount);
    const about = this.#about.of(row.id);
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
      ...(about ? { about } : {}),
    };
  }
}

/** A confirmed character is, also while its pictures are away. */
function isListed({ faces, confirmed }: Character): boolean {
  return faces > 0 || confirmed;
}
