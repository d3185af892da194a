import type { Db } from './database.ts';
import { fromBlob, toBlob, visible } from './faces/faces.ts';

/** What a lens brings, by what an artist decided: of so many faces, the share whose nearest other face shows the same character. */
export interface LensProof {
  readonly plain: number;
  readonly seen: number;
  readonly faces: number;
}

export interface KnownGroup {
  readonly vectors: readonly Float32Array[];
  /** Those of them that the artist said belong to the group. */
  readonly decided: readonly Float32Array[];
}

/** A lens (adaptation/lens.ts), and how many comparable faces the library had when it was learnt. */
export interface StoredLens {
  readonly mean: Float32Array;
  readonly rows: Float32Array;
  readonly groups: number;
  readonly faces: number;
  /** How many of them an artist had put into a character. */
  readonly decided: number;
  /** Null where that was too few to tell what the lens brings. */
  readonly proof: LensProof | null;
}

interface LensRow {
  readonly mean: Buffer;
  readonly rows: Buffer;
  readonly groups: number;
  readonly faces: number;
  readonly decided: number;
  readonly rightPlain: number | null;
  readonly rightSeen: number | null;
  readonly provenBy: number | null;
}

const columns = `mean, rows, groups, faces, decided, right_plain AS rightPlain, right_seen AS rightSeen, proven_by AS provenBy`;

/** How the library's vectors are looked through, and what it is learnt from. */
export class LensStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Null where there is none for these models. */
  read(version: string): StoredLens | null {
    const row = this.#db.prepare<[string], LensRow>(`SELECT ${columns} FROM lens WHERE version = ?`).get(version);
    if (!row) return null;
    const { groups, faces, decided } = row;
    return { groups, faces, decided, proof: proofOf(row), mean: fromBlob(row.mean), rows: fromBlob(row.rows) };
  }

  /** Null: the vectors are as they are stored. */
  write(version: string, lens: StoredLens | null): void {
    this.#db.prepare('DELETE FROM lens').run();
    if (!lens) return;
    this.#db
      .prepare(
        `INSERT INTO lens (id, version, faces, groups, mean, rows, decided, right_plain, right_seen, proven_by)
         VALUES (1, @version, @faces, @groups, @mean, @rows, @decided, @plain, @seen, @provenBy)`,
      )
      .run({
        ...{ version, faces: lens.faces, groups: lens.groups, decided: lens.decided },
        ...{ mean: toBlob(lens.mean), rows: toBlob(lens.rows) },
        ...{ plain: lens.proof?.plain, seen: lens.proof?.seen, provenBy: lens.proof?.faces },
      });
  }

  /** The vectors of every `step`th group, by group; a face in no group is one of its own. */
  groups(version: string, step: number): KnownGroup[] {
    const rows = this.#db
      .prepare<[string, number], { group: number; embedding: Buffer; decided: 0 | 1 }>(
        `SELECT IFNULL(face.character, -face.id) AS "group", face.embedding,
           EXISTS (SELECT 1 FROM confirmed c WHERE c.face = face.id AND c.character = face.character) AS decided FROM ${visible}
         WHERE p.indexed_by = ? AND IFNULL(face.character, face.id) % ? = 0 ORDER BY "group", face.id`,
      )
      .all(version, step);
    return [...Map.groupBy(rows, ({ group }) => group).values()].map((some) => {
      const faces = some.map(({ embedding, decided }) => ({ vector: fromBlob(embedding), decided: decided === 1 }));
      const vectors = faces.map(({ vector }) => vector);
      return { vectors, decided: vectors.filter((_, k) => faces[k]?.decided) };
    });
  }

  /** How many faces an artist has put into a character. */
  decided(): number {
    return this.#db.prepare<[], number>('SELECT count(*) FROM confirmed').pluck().get() ?? 0;
  }
}

function proofOf({ rightPlain, rightSeen, provenBy }: LensRow): LensProof | null {
  return rightPlain === null || rightSeen === null || provenBy === null
    ? null
    : { plain: rightPlain, seen: rightSeen, faces: provenBy };
}
