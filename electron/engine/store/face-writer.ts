import type { Box } from '../../contract/geometry.ts';
import type { FaceId, PictureId } from '../../contract/ids.ts';
import type { Db } from './database.ts';
import { toBlob } from './faces.ts';

/** A face as the pipeline found it. `box` in pixels of the upright picture; `vector` float32, unit length. */
export interface FoundFace {
  readonly box: Box;
  readonly score: number;
  readonly vector: Float32Array;
}

/** What is stored of a face that was found, in the order of `cellsOf`. */
const columns = ['x', 'y', 'width', 'height', 'score', 'embedding'] as const;

type Cells = [x: number, y: number, width: number, height: number, score: number, embedding: Buffer];

function cellsOf({ box, score, vector }: FoundFace): Cells {
  return [...box, score, toBlob(vector)];
}

/** Writes the rows of faces, of those that a model finds and of those that an artist draws. */
export class FaceWriter {
  readonly #insert;
  readonly #update;

  constructor(db: Db) {
    this.#insert = db.prepare<[PictureId, 0 | 1, ...Cells]>(
      `INSERT INTO face (picture, drawn, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`,
    );
    this.#update = db.prepare<[...Cells, FaceId]>(
      `UPDATE face SET ${columns.map((column) => `${column} = ?`).join(', ')}, neighbours = NULL WHERE id = ?`,
    );
  }

  /** A face that a model found. */
  insert(picture: PictureId, face: FoundFace): FaceId {
    return Number(this.#insert.run(picture, 0, ...cellsOf(face)).lastInsertRowid) as FaceId;
  }

  /** A face that only an artist sees. */
  insertDrawn(picture: PictureId, face: FoundFace): FaceId {
    return Number(this.#insert.run(picture, 1, ...cellsOf(face)).lastInsertRowid) as FaceId;
  }

  /** The face as a model sees it now; with whom it was compared is forgotten. */
  update(id: FaceId, face: FoundFace): void {
    this.#update.run(...cellsOf(face), id);
  }
}
