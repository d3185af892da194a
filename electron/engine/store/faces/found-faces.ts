import type { Box, PictureSize } from '../../../contract/geometry.ts';
import type { FaceId, PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';
import { FaceWriter, type FoundFace } from './face-writer.ts';
import { manual } from './faces.ts';

/** A face that a picture had before it was looked at again. */
export interface EarlierFace {
  readonly id: FaceId;
  readonly box: Box;
  readonly score: number;
  /** The artist drew or moved its box. */
  readonly manual: boolean;
  /** The artist made some decision about it. */
  readonly decided: boolean;
  /** The artist drew it and undid that: it is kept, unseen, for a redo. */
  readonly takenBack: boolean;
}

export interface IndexedPicture extends PictureSize {
  /** See vision/likeness.ts; null where that is not known. */
  readonly likeness: Uint8Array | null;
  readonly version: string;
}

interface EarlierRow {
  readonly id: FaceId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly drawn: number;
  readonly manual: number;
  readonly decided: number;
}

/** SQL: some decision of the artist is about `face`. */
const decided = [
  ...['confirmed', 'suggested', 'rejected', 'not_a_face', 'manual_box'].map((table) => [table, 'face']),
  ...['must_link', 'cannot_link'].flatMap((table) => [
    [table, 'a'],
    [table, 'b'],
  ]),
]
  .map(([table, column]) => `EXISTS (SELECT 1 FROM ${table} WHERE ${table}.${column} = face.id)`)
  .join(' OR ');

/** The faces of a picture while it is read: what a model found, and what was there before. */
export class FoundFaceStore {
  readonly #db: Db;
  readonly #writer;
  readonly #remove;
  readonly #idsOf;
  readonly #setIndexed;
  readonly #earlier;

  constructor(db: Db) {
    this.#db = db;
    this.#writer = new FaceWriter(db);
    this.#remove = db.prepare<[FaceId]>('DELETE FROM face WHERE id = ?');
    this.#idsOf = db.prepare<[PictureId], FaceId>('SELECT id FROM face WHERE picture = ?').pluck();
    this.#setIndexed = db.prepare<[number, number, 0 | 1, Uint8Array | null, string, PictureId]>(
      'UPDATE picture SET width = ?, height = ?, is_preview = ?, likeness = ?, indexed_by = ?, skip_reason = NULL, skip_detail = NULL WHERE id = ?',
    );
    this.#earlier = db.prepare<[PictureId], EarlierRow>(
      `SELECT id, x, y, width, height, score, drawn, ${manual} AS manual, (${decided}) AS decided
       FROM face WHERE picture = ? ORDER BY id`,
    );
  }

  /**
   * Stores what a model found in a picture, in one transaction with the mark that the picture is done.
   * `kept[i]` is the earlier face that `found[i]` is seen to be, which keeps its id and its character.
   * Answers the ids of `found`, in order, and the faces that were removed.
   */
  storePicture(
    picture: PictureId,
    { width, height, isPreview, likeness, version }: IndexedPicture,
    found: readonly FoundFace[],
    kept: readonly (FaceId | null)[],
  ): { faces: FaceId[]; removed: FaceId[] } {
    return this.#db.transaction(() => {
      const removed = this.#removeMissing(picture, kept);
      const faces = found.map((face, index) => this.#store(picture, face, kept[index] ?? null));
      this.#setIndexed.run(width, height, isPreview ? 1 : 0, likeness, version, picture);
      return { faces, removed };
    })();
  }

  #removeMissing(picture: PictureId, kept: readonly (FaceId | null)[]): FaceId[] {
    const stay = new Set(kept);
    const earlier = this.#idsOf.all(picture);
    return earlier.filter((face) => !stay.has(face)).filter((face) => this.#remove.run(face).changes > 0);
  }

  #store(picture: PictureId, face: FoundFace, kept: FaceId | null): FaceId {
    if (kept === null) return this.#writer.insert(picture, face);
    this.#writer.update(kept, face);
    return kept;
  }

  /** All faces of a picture, with those that are not shown. */
  earlier(picture: PictureId): EarlierFace[] {
    return this.#earlier.all(picture).map(({ id, x, y, width, height, score, drawn, manual, decided }) => {
      const takenBack = drawn === 1 && manual === 0;
      return { id, box: [x, y, width, height], score, manual: manual === 1, decided: decided === 1, takenBack };
    });
  }
}
