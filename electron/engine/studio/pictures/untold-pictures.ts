import type { Box } from '../../../contract/geometry.ts';
import type { PictureId } from '../../../contract/ids.ts';
import { fromBlob } from '../../store/faces/faces.ts';
import type { Db } from '../../store/database.ts';
import type { SentPicture } from '../server/picture-calls.ts';
import { vectorToText, type VectorForm } from '../server/vector-text.ts';

/** A picture that was looked at, and that the server may not have heard of. */
export interface UntoldPicture {
  readonly id: PictureId;
  /** SHA-256, hex. */
  readonly hash: string;
  /** Of the models. */
  readonly version: string;
}

interface PictureRow {
  readonly width: number;
  readonly height: number;
  readonly isPreview: number;
  readonly likeness: Buffer | null;
}

interface FaceRow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly embedding: Buffer;
  readonly moved: number;
}

/** Pictures that the server has to be told of: the queue is a table. */
export class UntoldPictures {
  readonly #db: Db;
  readonly #next;
  readonly #remove;
  readonly #picture;
  readonly #faces;

  constructor(db: Db) {
    this.#db = db;
    this.#next = db.prepare<[number], UntoldPicture>(
      `SELECT p.id, lower(hex(p.hash)) AS hash, p.indexed_by AS version FROM studio_untold u JOIN picture p ON p.id = u.picture
       WHERE p.indexed_by IS NOT NULL AND p.files > 0 ORDER BY p.id LIMIT ?`,
    );
    this.#remove = db.prepare<[PictureId]>('DELETE FROM studio_untold WHERE picture = ?');
    this.#picture = db.prepare<[PictureId], PictureRow>(
      'SELECT width, height, is_preview AS isPreview, likeness FROM picture WHERE id = ?',
    );
    this.#faces = db.prepare<[{ id: PictureId; version: string }], FaceRow>(
      `SELECT coalesce(s.x, f.x) AS x, coalesce(s.y, f.y) AS y, coalesce(s.width, f.width) AS width,
         coalesce(s.height, f.height) AS height, f.score, coalesce(s.embedding, f.embedding) AS embedding,
         m.face IS NOT NULL AND s.face IS NULL AS moved
       FROM face f LEFT JOIN seen_box s ON s.face = f.id AND s.drawn = 0 AND s.version = @version
         LEFT JOIN manual_box m ON m.face = f.id
       WHERE f.picture = @id AND f.drawn = 0 ORDER BY f.id`,
    );
  }

  /** From now on pictures that are looked at are noted. */
  follow(): void {
    this.#db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS studio_looked AFTER UPDATE OF indexed_by ON main.picture
      WHEN new.indexed_by IS NOT NULL
      BEGIN INSERT INTO studio_untold (picture) VALUES (new.id) ON CONFLICT DO NOTHING; END`);
  }

  /** All pictures of the library. */
  addAll(): void {
    this.#db
      .prepare('INSERT INTO studio_untold SELECT id FROM picture WHERE indexed_by IS NOT NULL ON CONFLICT DO NOTHING')
      .run();
  }

  next(most: number): UntoldPicture[] {
    return this.#next.all(most);
  }

  told(pictures: readonly UntoldPicture[]): void {
    this.#db.transaction(() => {
      for (const { id } of pictures) this.#remove.run(id);
    })();
  }

  /** What the models saw in it, before an artist moved a box; null where that is not known any more. */
  seenIn({ id, hash, version }: UntoldPicture, form: VectorForm): SentPicture | null {
    const picture = this.#picture.get(id);
    const faces = this.#faces.all({ id, version });
    if (!picture?.likeness || faces.some(({ moved }) => moved === 1)) return null;
    return {
      ...{ hash, width: picture.width, height: picture.height, isPreview: picture.isPreview === 1 },
      likeness: picture.likeness.toString('base64'),
      faces: faces.map((row) => {
        return { box: boxOf(row), score: row.score, vector: vectorToText(fromBlob(row.embedding), form) };
      }),
    };
  }
}

function boxOf({ x, y, width, height }: FaceRow): Box {
  return [x, y, width, height];
}
