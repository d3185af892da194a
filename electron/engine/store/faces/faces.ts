import type { Face, FaceState } from '../../../contract/api/faces-api.ts';
import type { CharacterId, FaceId, PictureId } from '../../../contract/ids.ts';
import type { Page } from '../../../contract/checks.ts';
import type { Database as Db } from 'better-sqlite3';
import { modelValuesOf, selectModelColumns, type ModelValues } from './face-columns.ts';

interface FaceRow extends ModelValues {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly character: CharacterId | null;
  readonly similarity: number | null;
  readonly path: string;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  readonly isPreview: number;
  readonly state: FaceState;
  readonly manual: number;
  readonly drawn: number;
  readonly version: number;
  readonly outfit: string | null;
}

/** SQL: the artist drew or moved the box of `face`. */
export const manual = 'EXISTS (SELECT 1 FROM manual_box WHERE manual_box.face = face.id)';
const faceColumns = `face.id, face.picture, face.x, face.y, face.width, face.height, ${selectModelColumns}, face.character,
  face.similarity, p.width AS pictureWidth, p.height AS pictureHeight, p.is_preview AS isPreview,
  (SELECT min(path) FROM file WHERE file.picture = face.picture) AS path, face.version, face.drawn,
  ${manual} AS manual,
  (SELECT name FROM outfit o WHERE o.face = face.id AND o.character = face.character) AS outfit,
  CASE WHEN EXISTS (SELECT 1 FROM confirmed WHERE confirmed.face = face.id) THEN 'confirmed'
       WHEN (SELECT confirmed FROM character WHERE character.id = face.character) = 1 THEN 'suggested'
       ELSE 'grouped' END AS state`;
/** SQL: the faces that can be seen, with their pictures as `p`. */
export const visible = 'face JOIN picture p ON p.id = face.picture AND p.files > 0 AND face.shown = 1';
/** Joins the row that says that the artist is sure of the character. */
const sure = 'LEFT JOIN confirmed k ON k.face = face.id';

/** Faces as the window shows them. */
export class FaceStore {
  readonly #db: Db;
  readonly #ofPicture;
  readonly #byId;
  readonly #evenNone;
  readonly #someConfirmed;
  readonly #confirmed;
  readonly #ofState;
  readonly #ungrouped;

  constructor(db: Db) {
    this.#db = db;
    this.#ofPicture = db.prepare<[PictureId], FaceRow>(
      `SELECT ${faceColumns} FROM face JOIN picture p ON p.id = face.picture WHERE face.picture = ? AND face.shown = 1 ORDER BY face.id`,
    );
    this.#byId = db.prepare<[FaceId], FaceRow>(`SELECT ${faceColumns} FROM ${visible} WHERE face.id = ?`);
    this.#evenNone = db.prepare<[FaceId], FaceRow>(
      `SELECT ${faceColumns} FROM face JOIN picture p ON p.id = face.picture AND p.files > 0 WHERE face.id = ?`,
    );
    this.#someConfirmed = db
      .prepare<[CharacterId], number>('SELECT EXISTS (SELECT 1 FROM confirmed WHERE character = ?)')
      .pluck();
    this.#confirmed = db
      .prepare<[CharacterId], number>(
        `SELECT count(*) FROM confirmed k JOIN ${visible} AND face.id = k.face WHERE k.character = ?`,
      )
      .pluck();
    this.#ofState = {
      confirmed: pageOfState(db, 'k.face IS NOT NULL'),
      suggested: pageOfState(db, 'k.face IS NULL'),
    };
    this.#ungrouped = db.prepare<[number, number], FaceRow>(
      `SELECT ${faceColumns} FROM ${visible} WHERE face.character IS NULL ORDER BY face.id DESC LIMIT ? OFFSET ?`,
    );
  }

  ofPicture(picture: PictureId): Face[] {
    return this.#ofPicture.all(picture).map(toFace);
  }

  byId(id: FaceId): Face | undefined {
    const row = this.#byId.get(id);
    return row && toFace(row);
  }

  /** One that the artist said is no face, too: it is still to be seen in the list of those. */
  evenNone(id: FaceId): Face | undefined {
    const row = this.#evenNone.get(id);
    return row && toFace(row);
  }

  /** None of a figure: what is in its box is no face. */
  embeddingOf(id: FaceId): Float32Array | undefined {
    const blob = this.#db
      .prepare<[FaceId], Buffer>('SELECT embedding FROM face WHERE id = ? AND figure = 0')
      .pluck()
      .get(id);
    return blob && fromBlob(blob);
  }

  /** Confirmed faces first, then the others, each part the most typical first. `null`: faces without a group, newest first. */
  ofCharacter(character: CharacterId | null, { limit, offset }: Page, state?: 'confirmed' | 'suggested'): Face[] {
    if (character === null) return this.#ungrouped.all(limit, offset).map(toFace);
    if (state) return this.#ofState[state].all(character, limit, offset).map(toFace);
    return this.#inBothStates(character, limit, offset).map(toFace);
  }

  /** One state after the other, each by an index that has it in order: sorting a large group takes longer than reading a page of it. */
  #inBothStates(character: CharacterId, limit: number, offset: number): FaceRow[] {
    const { confirmed, suggested } = this.#ofState;
    const first = this.#someConfirmed.get(character) === 1 ? confirmed.all(character, limit, offset) : [];
    if (first.length === limit) return first;
    const passed = first.length > 0 ? offset : (this.#confirmed.get(character) ?? 0);
    return [...first, ...suggested.all(character, limit - first.length, Math.max(0, offset - passed))];
  }

  /** The faces with these ids that can be seen, in the given order. */
  known(faces: readonly FaceId[]): Face[] {
    return faces.flatMap((face) => this.byId(face) ?? []);
  }

  /** Boxes that the artist said are no face, newest first. */
  notFaces({ limit, offset }: Page): Face[] {
    return this.#db
      .prepare<[number, number], FaceRow>(
        `SELECT ${faceColumns} FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.id IN (SELECT face FROM not_a_face) ORDER BY face.id DESC LIMIT ? OFFSET ?`,
      )
      .all(limit, offset)
      .map(toFace);
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
    pictureSize: { width: row.pictureWidth, height: row.pictureHeight, isPreview: row.isPreview === 1 },
    box: [row.x, row.y, row.width, row.height],
    ...modelValuesOf(row),
    character: row.character,
    similarity: row.similarity,
    state: row.state,
    manual: row.manual === 1,
    drawn: row.drawn === 1,
    version: row.version,
    ...(row.outfit === null ? {} : { outfit: row.outfit }),
  };
}

export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Copies, since the bytes of a blob may not be aligned to four bytes. */
export function fromBlob(blob: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(blob).buffer);
}
