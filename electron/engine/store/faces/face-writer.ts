import type { Box } from '../../../contract/geometry.ts';
import type { FaceId, PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';
import { modelColumns, type ModelValues } from './face-columns.ts';
import { toBlob } from './faces.ts';

interface BoxAndVector {
  /** Pixels of the upright picture. */
  readonly box: Box;
  /** Float32, unit length. */
  readonly vector: Float32Array;
}

/** A face as the pipeline found it. */
export interface FoundFace extends BoxAndVector, ModelValues {}

/** A face that an artist drew: no model has said anything else of it yet. */
interface DrawnFace extends BoxAndVector, Partial<ModelValues> {}

/** What is stored of a face, in the order of `cellsOf`. */
const columns = ['x', 'y', 'width', 'height', 'embedding', ...modelColumns] as const;

type Cells = [x: number, y: number, width: number, height: number, embedding: Buffer, ...(string | number | null)[]];

function cellsOf({ box, vector, ...said }: DrawnFace): Cells {
  return [...box, toBlob(vector), ...modelColumns.map((column) => said[column] ?? null)];
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
  insertDrawn(picture: PictureId, face: DrawnFace): FaceId {
    return Number(this.#insert.run(picture, 1, ...cellsOf(face)).lastInsertRowid) as FaceId;
  }

  /** The face as a model sees it now; with whom it was compared is forgotten. */
  update(id: FaceId, face: FoundFace): void {
    this.#update.run(...cellsOf(face), id);
  }
}
