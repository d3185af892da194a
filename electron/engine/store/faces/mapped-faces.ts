import type { CharacterId, FaceId, PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';

/** A face as the map shows it. */
export interface MappedFace {
  readonly face: FaceId;
  readonly picture: PictureId;
  readonly character: CharacterId | null;
}

export interface FaceVector {
  readonly id: FaceId;
  readonly embedding: Buffer;
}

/** The faces that can be laid out on a map: which there are, their vectors, and where each belongs now. */
export class MappedFaceStore {
  readonly #count;
  readonly #version;
  readonly #ids;
  readonly #vectors;
  readonly #known;

  constructor(db: Db) {
    this.#count = db
      .prepare<[], number>('SELECT count(*) FROM face INDEXED BY face_by_picture_shown WHERE shown = 1')
      .pluck();
    this.#version = db
      .prepare<[], string>(
        `SELECT indexed_by FROM picture WHERE indexed_by IS NOT NULL AND shown_faces > 0
         GROUP BY indexed_by ORDER BY count(*) DESC LIMIT 1`,
      )
      .pluck();
    this.#ids = db
      .prepare<[number, number], FaceId>(
        'SELECT id FROM face INDEXED BY face_by_picture_shown WHERE picture > ? AND picture <= ? AND shown = 1',
      )
      .pluck();
    this.#vectors = db.prepare<[string, string], FaceVector>(
      `SELECT face.id, face.embedding FROM json_each(?) AS asked CROSS JOIN face ON face.id = asked.value
       JOIN picture p ON p.id = face.picture AND p.files > 0 WHERE p.indexed_by = ? AND face.figure = 0`,
    );
    this.#known = db.prepare<[string], MappedFace>(
      `SELECT face.id AS face, face.picture, face.character FROM json_each(?) AS asked CROSS JOIN face ON face.id = asked.value
       JOIN picture p ON p.id = face.picture AND p.files > 0 WHERE face.shown = 1 ORDER BY asked.key`,
    );
  }

  count(): number {
    return this.#count.get() ?? 0;
  }

  /** Of the models that most pictures were looked at with; undefined: there is none with a face. */
  version(): string | undefined {
    return this.#version.get();
  }

  /** The faces of these pictures. `from` is not among them. */
  ids(from: number, to: number): FaceId[] {
    return this.#ids.all(from, to);
  }

  /** Those of these faces that can be compared; figures cannot. */
  vectors(faces: readonly FaceId[], version: string): FaceVector[] {
    return this.#vectors.all(JSON.stringify(faces), version);
  }

  /** Those of these faces that can be seen, in this order. */
  known(faces: readonly FaceId[]): MappedFace[] {
    return this.#known.all(JSON.stringify(faces));
  }
}
