import type { Box } from '../../../contract/geometry.ts';
import type { FaceId, PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';
import { FaceWriter } from './face-writer.ts';
import { toBlob } from './faces.ts';

/** A box with its vector (float32, unit length), as the models of `version` see it. */
export interface SeenBox {
  readonly box: Box;
  readonly vector: Float32Array;
  readonly version: string;
}

interface BoxRow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface FaceBoxRow extends BoxRow {
  readonly picture: PictureId;
  readonly embedding: Buffer;
  readonly drawn: number;
  readonly indexedBy: string | null;
}

/** How sure an artist is of a face. */
const certain = 1;

/** Boxes that an artist drew or moved, and the boxes of their faces that follow from that. */
export class BoxStore {
  readonly #statements;
  readonly #writer;

  constructor(db: Db) {
    this.#statements = prepare(db);
    this.#writer = new FaceWriter(db);
  }

  /** As `insert`, where no face can be seen: it is compared with nobody. */
  insertFigure(picture: PictureId, seen: SeenBox): FaceId {
    const face = this.insert(picture, seen);
    this.#statements.figure.run(face);
    return face;
  }

  /** A face that no detector found. It is shown only after `draw` has given it its box. */
  insert(picture: PictureId, { box, vector }: SeenBox): FaceId {
    return this.#writer.insertDrawn(picture, { box, score: certain, vector });
  }

  /** An artist's decision: the face has this box. */
  draw(face: FaceId, { box, vector, version }: SeenBox): void {
    this.#statements.remember.run(face, ...box, 1, version, toBlob(vector));
    this.#statements.draw.run(face, ...box);
  }

  /** The artist's box is gone. A face that was drawn is then not shown any more; any other gets the detector's box back. */
  takeBack(face: FaceId): void {
    this.#statements.takeBack.run(face);
  }

  isDrawn(face: FaceId): boolean {
    return this.#statements.face.get(face)?.drawn === 1;
  }

  /** Gives the faces the boxes that were decided, or the detector's where nothing is decided any more. */
  follow(faces: readonly FaceId[]): void {
    for (const face of faces) {
      const now = this.#statements.face.get(face);
      if (!now) continue;
      // Otherwise it would still count as a face of the group that the machine had put it in.
      this.#statements.leave.run(face);
      const next = this.#statements.decided.get(face) ?? this.#statements.detected.get(face);
      if (next && boxOf(next).join() !== boxOf(now).join()) this.#change(face, now, boxOf(next));
    }
  }

  #change(face: FaceId, now: FaceBoxRow, next: Box): void {
    const { remember, seen, change, lookAgain } = this.#statements;
    const before = boxOf(now);
    const drawn = now.drawn === 1 || seen.get(face, ...before)?.drawn === 1;
    // The detector may have seen the face elsewhere before: only its last box is one to go back to.
    if (!drawn) this.#statements.forgetDetected.run(face);
    remember.run(face, ...before, drawn ? 1 : 0, now.indexedBy, now.embedding);
    const known = seen.get(face, ...next);
    change.run(...next, known?.embedding ?? now.embedding, face);
    if (known?.version !== now.indexedBy) lookAgain.run(now.picture);
  }
}

function boxOf({ x, y, width, height }: BoxRow): Box {
  return [x, y, width, height];
}

type BoxCells = [x: number, y: number, width: number, height: number];

function prepare(db: Db) {
  return {
    draw: db.prepare<[FaceId, ...BoxCells]>(
      `INSERT INTO manual_box (face, x, y, width, height) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET x = excluded.x, y = excluded.y, width = excluded.width, height = excluded.height`,
    ),
    figure: db.prepare<[FaceId]>('UPDATE face SET figure = 1 WHERE id = ?'),
    takeBack: db.prepare<[FaceId]>('DELETE FROM manual_box WHERE face = ?'),
    remember: db.prepare<[FaceId, ...BoxCells, number, string | null, Buffer]>(
      `INSERT INTO seen_box (face, x, y, width, height, drawn, version, embedding) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET version = excluded.version, embedding = excluded.embedding`,
    ),
    forgetDetected: db.prepare<[FaceId]>('DELETE FROM seen_box WHERE face = ? AND drawn = 0'),
    seen: db.prepare<[FaceId, ...BoxCells], { drawn: number; version: string | null; embedding: Buffer }>(
      `SELECT drawn, version, embedding FROM seen_box
       WHERE face = ? AND x = ? AND y = ? AND width = ? AND height = ?`,
    ),
    decided: db.prepare<[FaceId], BoxRow>('SELECT x, y, width, height FROM manual_box WHERE face = ?'),
    detected: db.prepare<[FaceId], BoxRow>('SELECT x, y, width, height FROM seen_box WHERE face = ? AND drawn = 0'),
    face: db.prepare<[FaceId], FaceBoxRow>(
      `SELECT x, y, width, height, picture, embedding, drawn, p.indexed_by AS indexedBy
       FROM face JOIN (SELECT id, indexed_by FROM picture) p ON p.id = face.picture WHERE face.id = ?`,
    ),
    change: db.prepare<[...BoxCells, Buffer, FaceId]>(
      `UPDATE face SET x = ?, y = ?, width = ?, height = ?, embedding = ?, neighbours = NULL, version = version + 1
       WHERE id = ?`,
    ),
    leave: db.prepare<[FaceId]>('UPDATE face SET character = NULL, similarity = NULL WHERE id = ? AND shown = 0'),
    lookAgain: db.prepare<[PictureId]>('UPDATE picture SET indexed_by = NULL WHERE id = ?'),
  };
}
