import type { Face, FaceState } from '../../contract/faces-api.ts';
import type { Box } from '../../contract/geometry.ts';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import type { Page } from '../../contract/checks.ts';
import type { Db } from './database.ts';

/** A face as the pipeline found it. `box` in pixels of the upright picture; `vector` float32, unit length. */
export interface FoundFace {
  readonly box: Box;
  readonly score: number;
  readonly vector: Float32Array;
}

/** A face that a picture had before it was looked at again. */
export interface EarlierFace {
  readonly id: FaceId;
  readonly box: Box;
  readonly score: number;
  /** An artist drew or moved its box. */
  readonly manual: boolean;
  /** An artist said something of it. */
  readonly decided: boolean;
  /** An artist drew it and took it back: it waits, unseen, for a redo. */
  readonly takenBack: boolean;
}

export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  readonly version: string;
}

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

/** What comparing needs of a face. */
export interface ComparableFace {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly embedding: Buffer;
  readonly neighbours: Buffer | null;
}

interface FaceRow extends Membership {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly path: string;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  readonly state: FaceState;
  readonly manual: number;
  readonly drawn: number;
  readonly version: number;
}

type EarlierRow = Pick<FaceRow, 'id' | 'x' | 'y' | 'width' | 'height' | 'score' | 'manual' | 'drawn'> & {
  decided: number;
};

const manual = 'EXISTS (SELECT 1 FROM manual_box WHERE manual_box.face = face.id)';
const decided = [
  ...['confirmed', 'suggested', 'rejected', 'not_a_face', 'manual_box'].map((table) => [table, 'face']),
  ...['must_link', 'cannot_link'].flatMap((table) => [
    [table, 'a'],
    [table, 'b'],
  ]),
]
  .map(([table, column]) => `EXISTS (SELECT 1 FROM ${table} WHERE ${table}.${column} = face.id)`)
  .join(' OR ');
const faceColumns = `face.id, face.picture, face.x, face.y, face.width, face.height, face.score, face.character,
  face.similarity, p.width AS pictureWidth, p.height AS pictureHeight,
  (SELECT min(path) FROM file WHERE file.picture = face.picture) AS path, face.version, face.drawn,
  ${manual} AS manual,
  CASE WHEN EXISTS (SELECT 1 FROM confirmed WHERE confirmed.face = face.id) THEN 'confirmed'
       WHEN (SELECT confirmed FROM character WHERE character.id = face.character) = 1 THEN 'suggested'
       ELSE 'grouped' END AS state`;
const visible = 'face JOIN picture p ON p.id = face.picture AND p.files > 0 AND face.shown = 1';
const comparable = `SELECT face.id, face.picture, face.embedding, face.neighbours FROM ${visible} WHERE p.indexed_by = ?`;
/** The row that answers for a face, if its character is sure. */
const sure = 'LEFT JOIN confirmed k ON k.face = face.id';

export class FaceStore {
  readonly #db: Db;
  readonly #insert;
  readonly #update;
  readonly #remove;
  readonly #idsOf;
  readonly #setIndexed;
  readonly #comparable;
  readonly #ofPicture;
  readonly #earlier;
  readonly #byId;
  readonly #ofCharacter;
  readonly #ofState;
  readonly #ungrouped;
  readonly #setNeighbours;
  readonly #characterOf;
  readonly #setMembership;

  constructor(db: Db) {
    this.#db = db;
    this.#insert = db.prepare<[PictureId, number, number, number, number, number, Buffer]>(
      'INSERT INTO face (picture, x, y, width, height, score, embedding) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#update = db.prepare<[number, number, number, number, number, Buffer, FaceId]>(
      'UPDATE face SET x = ?, y = ?, width = ?, height = ?, score = ?, embedding = ?, neighbours = NULL WHERE id = ?',
    );
    this.#remove = db.prepare<[FaceId]>('DELETE FROM face WHERE id = ?');
    this.#idsOf = db.prepare<[PictureId], FaceId>('SELECT id FROM face WHERE picture = ?').pluck();
    this.#setIndexed = db.prepare<[number, number, string, PictureId]>(
      'UPDATE picture SET width = ?, height = ?, indexed_by = ?, skip_reason = NULL, skip_detail = NULL WHERE id = ?',
    );
    this.#comparable = db.prepare<[string, PictureId], ComparableFace>(
      `${comparable} AND face.picture = ? ORDER BY face.id`,
    );
    this.#ofPicture = db.prepare<[PictureId], FaceRow>(
      `SELECT ${faceColumns} FROM face JOIN picture p ON p.id = face.picture WHERE face.picture = ? AND face.shown = 1 ORDER BY face.id`,
    );
    this.#earlier = db.prepare<[PictureId], EarlierRow>(
      `SELECT id, x, y, width, height, score, drawn, ${manual} AS manual, (${decided}) AS decided
       FROM face WHERE picture = ? ORDER BY id`,
    );
    this.#byId = db.prepare<[FaceId], FaceRow>(`SELECT ${faceColumns} FROM ${visible} WHERE face.id = ?`);
    this.#ofCharacter = db.prepare<[CharacterId, number, number], FaceRow>(
      `SELECT ${faceColumns} FROM ${visible} ${sure} WHERE face.character = ?
       ORDER BY k.face IS NULL, face.similarity DESC, face.id LIMIT ? OFFSET ?`,
    );
    this.#ofState = {
      confirmed: pageOfState(db, 'k.face IS NOT NULL'),
      suggested: pageOfState(db, 'k.face IS NULL'),
    };
    this.#ungrouped = db.prepare<[number, number], FaceRow>(
      `SELECT ${faceColumns} FROM ${visible} WHERE face.character IS NULL ORDER BY face.id DESC LIMIT ? OFFSET ?`,
    );
    this.#characterOf = db.prepare<[FaceId], CharacterId | null>('SELECT character FROM face WHERE id = ?').pluck();
    this.#setNeighbours = db.prepare<[Buffer, FaceId]>('UPDATE face SET neighbours = ? WHERE id = ?');
    this.#setMembership = db.prepare<[CharacterId | null, number | null, FaceId]>(
      'UPDATE face SET character = ?, similarity = ? WHERE id = ?',
    );
  }

  /**
   * Stores what a model found in a picture, in one transaction with the mark that the picture is done.
   * `kept[i]` is the earlier face that `found[i]` is seen to be, which keeps its id and its character.
   * Answers the ids of `found`, in order, and the faces that were removed.
   */
  storePicture(
    picture: PictureId,
    indexed: IndexedPicture,
    found: readonly FoundFace[],
    kept: readonly (FaceId | null)[],
  ): { faces: FaceId[]; removed: FaceId[] } {
    return this.#db.transaction(() => {
      const removed = this.#removeMissing(picture, kept);
      const faces = found.map((face, index) => this.#store(picture, face, kept[index] ?? null));
      this.#setIndexed.run(indexed.width, indexed.height, indexed.version, picture);
      return { faces, removed };
    })();
  }

  #removeMissing(picture: PictureId, kept: readonly (FaceId | null)[]): FaceId[] {
    const stay = new Set(kept);
    const earlier = this.#idsOf.all(picture);
    return earlier.filter((face) => !stay.has(face)).filter((face) => this.#remove.run(face).changes > 0);
  }

  #store(picture: PictureId, { box, score, vector }: FoundFace, kept: FaceId | null): FaceId {
    const embedding = toBlob(vector);
    if (kept === null) {
      return Number(this.#insert.run(picture, ...box, score, embedding).lastInsertRowid) as FaceId;
    }
    this.#update.run(...box, score, embedding, kept);
    return kept;
  }

  /** All faces of a picture, those that are not shown included. */
  earlier(picture: PictureId): EarlierFace[] {
    return this.#earlier.all(picture).map(({ id, x, y, width, height, score, drawn, manual, decided }) => {
      const takenBack = drawn === 1 && manual === 0;
      return { id, box: [x, y, width, height], score, manual: manual === 1, decided: decided === 1, takenBack };
    });
  }

  ofPicture(picture: PictureId): Face[] {
    return this.#ofPicture.all(picture).map(toFace);
  }

  byId(id: FaceId): Face | undefined {
    const row = this.#byId.get(id);
    return row && toFace(row);
  }

  embeddingOf(id: FaceId): Float32Array | undefined {
    const blob = this.#db.prepare<[FaceId], Buffer>('SELECT embedding FROM face WHERE id = ?').pluck().get(id);
    return blob && fromBlob(blob);
  }

  /** Confirmed ones first, in each part the most typical; `null`: those without a group, newest first. */
  ofCharacter(character: CharacterId | null, { limit, offset }: Page, state?: 'confirmed' | 'suggested'): Face[] {
    if (character === null) return this.#ungrouped.all(limit, offset).map(toFace);
    const read = state ? this.#ofState[state] : this.#ofCharacter;
    return read.all(character, limit, offset).map(toFace);
  }

  /** Of these faces, those that can be seen, in the order given. */
  known(faces: readonly FaceId[]): Face[] {
    return faces.flatMap((face) => this.byId(face) ?? []);
  }

  /** What the artist said is no face, latest picture first. */
  notFaces({ limit, offset }: Page): Face[] {
    return this.#db
      .prepare<[number, number], FaceRow>(
        `SELECT ${faceColumns} FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.id IN (SELECT face FROM not_a_face) ORDER BY face.id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset)
      .map(toFace);
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

  /** The group of those of some faces that are visible, by id. */
  membershipsOf(faces: readonly FaceId[]): MemberFace[] {
    return this.#db
      .prepare<[string], MemberFace>(
        `SELECT face.id, face.character, face.similarity FROM ${visible}
         WHERE face.id IN (SELECT value FROM json_each(?)) ORDER BY face.id`,
      )
      .all(JSON.stringify(faces));
  }

  characterOf(face: FaceId): CharacterId | null {
    return this.#characterOf.get(face) ?? null;
  }

  setNeighbours(face: FaceId, neighbours: readonly Neighbour[]): void {
    this.#setNeighbours.run(packNeighbours(neighbours), face);
  }

  /** All faces are to be compared anew. */
  forgetNeighbours(): void {
    this.#db.prepare('UPDATE face SET neighbours = NULL WHERE neighbours IS NOT NULL').run();
  }

  setMembership(face: FaceId, { character, similarity }: Membership): void {
    this.#setMembership.run(character, similarity, face);
  }
}

function pageOfState(db: Db, state: string) {
  return db.prepare<[CharacterId, number, number], FaceRow>(
    `SELECT ${faceColumns} FROM ${visible} ${sure} WHERE face.character = ? AND ${state}
     ORDER BY face.similarity DESC, face.id LIMIT ? OFFSET ?`,
  );
}

function toFace(row: FaceRow): Face {
  return {
    id: row.id,
    picture: row.picture,
    path: row.path,
    pictureSize: { width: row.pictureWidth, height: row.pictureHeight },
    box: [row.x, row.y, row.width, row.height],
    score: row.score,
    character: row.character,
    similarity: row.similarity,
    state: row.state,
    manual: row.manual === 1,
    drawn: row.drawn === 1,
    version: row.version,
  };
}

function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Copies: a blob's bytes need not lie on a four-byte border. */
export function fromBlob(blob: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(blob).buffer);
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
