import type { CharacterId, FaceId, FolderId, PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';
import { visible } from './faces.ts';
import { belowOf } from './library-filter.ts';

/** An edge of the nearest-neighbour graph, from a face to one that was there before it. */
export interface Neighbour {
  readonly face: FaceId;
  readonly similarity: number;
}

export interface Membership {
  readonly character: CharacterId | null;
  readonly similarity: number | null;
}

export interface MemberFace extends Membership {
  readonly id: FaceId;
}

/** A face with what comparing it takes. */
export interface ComparableFace {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly embedding: Buffer;
  readonly neighbours: Buffer | null;
}

const comparable = `SELECT face.id, face.picture, face.embedding, face.neighbours FROM ${visible}
  WHERE p.indexed_by = ? AND face.figure = 0`;

/** Through an index: never through all faces. */
export const aloneSql = `SELECT face.id FROM ${visible} WHERE face.character IS NULL AND face.figure = 0 ORDER BY face.id LIMIT ?`;

/** The visible faces as grouping sees them: vectors, neighbours, and the group of each. */
export class GroupedFaceStore {
  readonly #db: Db;
  readonly #comparable;
  readonly #characterOf;
  readonly #alone;
  readonly #setNeighbours;
  readonly #setMembership;

  constructor(db: Db) {
    this.#db = db;
    this.#comparable = db.prepare<[string, PictureId], ComparableFace>(
      `${comparable} AND face.picture = ? ORDER BY face.id`,
    );
    this.#characterOf = db.prepare<[FaceId], CharacterId | null>('SELECT character FROM face WHERE id = ?').pluck();
    this.#alone = db.prepare<[number], FaceId>(aloneSql).pluck();
    this.#setNeighbours = db.prepare<[Buffer, FaceId]>('UPDATE face SET neighbours = ? WHERE id = ?');
    this.#setMembership = db.prepare<[CharacterId | null, number | null, FaceId]>(
      'UPDATE face SET character = ?, similarity = ? WHERE id = ?',
    );
  }

  picturesOf(faces: readonly FaceId[]): PictureId[] {
    return this.#db
      .prepare<[string], PictureId>(
        'SELECT DISTINCT picture FROM face WHERE id IN (SELECT value FROM json_each(?)) ORDER BY picture',
      )
      .pluck()
      .all(JSON.stringify(faces));
  }

  /** Every visible face whose vector is of this model version, by id. */
  forGrouping(version: string): IterableIterator<ComparableFace> {
    return this.#db.prepare<[string], ComparableFace>(`${comparable} ORDER BY face.id`).iterate(version);
  }

  /** The same, of one picture. */
  forGroupingOf(picture: PictureId, version: string): ComparableFace[] {
    return this.#comparable.all(version, picture);
  }

  /** The group of every visible face, by id. */
  memberships(): MemberFace[] {
    return this.#db
      .prepare<[], MemberFace>(`SELECT face.id, face.character, face.similarity FROM ${visible} ORDER BY face.id`)
      .all();
  }

  /** The same, of these faces. */
  membershipsOf(faces: readonly FaceId[]): MemberFace[] {
    return this.#db
      .prepare<[string], MemberFace>(
        `SELECT face.id, face.character, face.similarity FROM ${visible}
         WHERE face.id IN (SELECT value FROM json_each(?)) ORDER BY face.id`,
      )
      .all(JSON.stringify(faces));
  }

  /** The first `limit` visible faces that are in no group, by id; no figures. */
  alone(limit: number): FaceId[] {
    return this.#alone.all(limit);
  }

  /** The faces in the pictures of a folder of the library. */
  inFolder(folder: FolderId): FaceId[] {
    return this.#db
      .prepare<[FolderId], FaceId>(
        `SELECT DISTINCT face.id FROM file CROSS JOIN face ON face.picture = file.picture
         WHERE file.folder = ? AND face.shown = 1`,
      )
      .pluck()
      .all(folder);
  }

  /** The faces in the pictures below a folder on disk. */
  below(folder: string): FaceId[] {
    return this.#db
      .prepare<[{ below: string; beyond: string }], FaceId>(
        `SELECT DISTINCT face.id FROM file CROSS JOIN face ON face.picture = file.picture
         WHERE file.path >= @below AND file.path < @beyond AND face.shown = 1`,
      )
      .pluck()
      .all(belowOf(folder));
  }

  characterOf(face: FaceId): CharacterId | null {
    return this.#characterOf.get(face) ?? null;
  }

  setNeighbours(face: FaceId, neighbours: readonly Neighbour[]): void {
    this.#setNeighbours.run(packNeighbours(neighbours), face);
  }

  /** Makes all faces be compared again. */
  forgetNeighbours(): void {
    this.#db.prepare('UPDATE face SET neighbours = NULL WHERE neighbours IS NOT NULL').run();
  }

  setMembership(face: FaceId, { character, similarity }: Membership): void {
    this.#setMembership.run(character, similarity, face);
  }
}

function packNeighbours(neighbours: readonly Neighbour[]): Buffer {
  const packed = new DataView(new ArrayBuffer(neighbours.length * 8));
  neighbours.forEach(({ face, similarity }, index) => {
    packed.setUint32(index * 8, face, true);
    packed.setFloat32(index * 8 + 4, similarity, true);
  });
  return Buffer.from(packed.buffer);
}

export function unpackNeighbours(blob: Buffer | undefined): Neighbour[] {
  if (!blob) return [];
  return Array.from({ length: blob.byteLength / 8 }, (_, index) => ({
    face: blob.readUInt32LE(index * 8) as FaceId,
    similarity: blob.readFloatLE(index * 8 + 4),
  }));
}
