import type { Box } from '../../../contract/geometry.ts';
import type { Db } from '../../store/database.ts';
import { picturesAfter, type KeptPicture } from '../server/picture-calls.ts';
import type { StudioServer } from '../server/server.ts';
import { cosine } from '../../vectors/centre.ts';
import { halvesFrom } from '../server/vector-text.ts';
import type { FaceElsewhere } from './face-elsewhere.ts';
import { Nearest } from './nearest.ts';
import { readPicture } from './read-picture.ts';

const picturesAtOnce = 500;

/** Which model's vectors. */
export interface OfModel {
  readonly version: string;
  readonly dimensions: number;
}

interface Row {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly isPreview: number;
  readonly faces: string;
  readonly vectors: Buffer;
}

/** A copy of what models saw in the studio's pictures, to be searched here where the server cannot search. */
export class StudioCopy {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Takes in what came since. */
  async pull(server: Pick<StudioServer, 'rows'>, { version, dimensions }: OfModel): Promise<void> {
    const last = this.#db.prepare<[string], number | null>('SELECT max(n) FROM studio_copy WHERE version = ?').pluck();
    for (;;) {
      const pictures = await picturesAfter(server, version, last.get(version) ?? 0, picturesAtOnce);
      this.#db.transaction(() => {
        for (const picture of pictures) this.#put(picture, { version, dimensions });
      })();
      if (pictures.length < picturesAtOnce) return;
    }
  }

  #put(picture: KeptPicture, { version, dimensions }: OfModel): void {
    // One that makes no sense is kept without faces: it is not asked for again.
    const faces = readPicture(picture, dimensions)?.faces ?? [];
    const vectors = Buffer.concat(faces.map(({ vector }) => Buffer.from(new Float16Array(vector).buffer)));
    const { n, hash, width, height, isPreview } = picture;
    this.#db
      .prepare<[number, string, string, number, number, number, string, Buffer]>(
        `INSERT OR REPLACE INTO studio_copy (n, version, hash, width, height, is_preview, faces, vectors)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(n, version, hash, width, height, isPreview ? 1 : 0, JSON.stringify(faces.map(({ box }) => box)), vectors);
  }

  /** The faces nearest to any of the vectors in pictures that the library does not have. */
  find(vectors: readonly Float32Array[], most: number, { version, dimensions }: OfModel): FaceElsewhere[] {
    const rows = this.#db
      .prepare<[string], Row>(
        `SELECT hash, width, height, is_preview AS isPreview, faces, vectors FROM studio_copy c WHERE version = ? AND faces <> '[]'
           AND NOT EXISTS (SELECT 1 FROM picture p WHERE p.hash = unhex(c.hash) AND p.files > 0)`,
      )
      .iterate(version);
    const nearest = new Nearest<FaceElsewhere>(most);
    for (const row of rows) {
      const boxes = JSON.parse(row.faces) as Box[];
      const all = halvesFrom(row.vectors) ?? new Float32Array();
      for (const [at, box] of boxes.entries()) {
        const vector = all.subarray(at * dimensions, (at + 1) * dimensions);
        if (vector.length < dimensions) break;
        const likeness = Math.max(...vectors.map((asked) => cosine(asked, vector)));
        const size = { width: row.width, height: row.height, isPreview: row.isPreview === 1 };
        nearest.add(likeness, () => ({ hash: row.hash, size, box, vector: vector.slice() }));
      }
    }
    return nearest.best();
  }

  clear(): void {
    this.#db.prepare('DELETE FROM studio_copy').run();
  }
}
