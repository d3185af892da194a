import type { FaceId, PictureId } from '../../contract/ids.ts';
import { searchRows, type RowPictures } from './nearest.ts';
import { VectorTable } from './vector-table.ts';

const firstRows = 1_024;

/** A face and how like it is to what was asked for. */
export interface NearFace {
  readonly face: FaceId;
  /** Cosine. */
  readonly similarity: number;
}

/** The engine's own thread and those of `VectorThreads`. */
const mostThreads = 4;

/** Exact cosine search over the faces of a library. A face keeps its row; rows of deleted faces stay empty until the next start. */
export class VectorIndex {
  readonly dimensions: number;
  readonly table: VectorTable;
  #pictures: RowPictures = new Int32Array(new SharedArrayBuffer(firstRows * 4));
  readonly #ids: (FaceId | undefined)[] = [];
  readonly #rows = new Map<FaceId, number>();
  /** Grows when a face comes or goes. */
  revision = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.table = VectorTable.create(dimensions, 1 + mostThreads);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Rows in use, empty ones among them included. */
  get rowCount(): number {
    return this.#ids.length;
  }

  /** The picture of each row, 0: no face; shared with other threads. */
  get pictures(): RowPictures {
    return this.#pictures;
  }

  /** Adds or replaces the vector of a face; answers its row. `vector`: `dimensions` floats, unit length. */
  set(id: FaceId, vector: Float32Array, picture: PictureId): number {
    if (vector.length !== this.dimensions) {
      throw new RangeError(`face ${id}: ${vector.length} dimensions instead of ${this.dimensions}`);
    }
    const row = this.#rows.get(id) ?? this.#append(id);
    this.table.write(row, vector);
    this.#pictures[row] = picture;
    return row;
  }

  delete(id: FaceId): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.revision += 1;
    this.#ids[row] = undefined;
    this.#pictures[row] = 0;
    this.table.clear(row);
  }

  has(id: FaceId): boolean {
    return this.#rows.has(id);
  }

  /** A copy, right to 1e-4. */
  get(id: FaceId): Float32Array | undefined {
    const row = this.#rows.get(id);
    return row === undefined ? undefined : this.table.read(row);
  }

  rowOf(id: FaceId): number | undefined {
    return this.#rows.get(id);
  }

  /** The rows of faces, lowest first. */
  rowsInUse(): number[] {
    return [...this.#rows.values()];
  }

  faceAt(row: number): FaceId | undefined {
    return this.#ids[row];
  }

  /** The `limit` faces most similar to `query` with a cosine of at least `min`, best first; ties in the order they came. */
  search(query: Float32Array, limit: number, min: number): NearFace[] {
    const { rows, similarities } = searchRows(this.table, query, {
      pictures: this.#pictures,
      from: 0,
      to: this.rowCount,
      limit,
      min,
    });
    return this.toFaces(rows, similarities);
  }

  /** Without rows whose face has gone in the meantime. */
  toFaces(rows: Int32Array, similarities: Float32Array): NearFace[] {
    return Array.from(rows).flatMap((row, k) => {
      const face = this.#ids[row];
      return face === undefined ? [] : [{ face, similarity: similarities[k] as number }];
    });
  }

  #append(id: FaceId): number {
    const row = this.#ids.length;
    this.table.reserve(row + 1);
    if (row >= this.#pictures.length) {
      const grown = new Int32Array(new SharedArrayBuffer(this.#pictures.byteLength * 2));
      grown.set(this.#pictures);
      this.#pictures = grown;
    }
    this.revision += 1;
    this.#ids.push(id);
    this.#rows.set(id, row);
    return row;
  }
}
