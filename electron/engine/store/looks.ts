import type { PictureId } from '../../contract/ids.ts';
import type { Db } from './database.ts';

/** What a picture of the library looks like as a whole. */
export interface PictureLook {
  readonly id: PictureId;
  /** See vision/likeness.ts. */
  readonly likeness: Buffer;
  readonly width: number;
  readonly height: number;
  readonly isPreview: number;
  /** Of its largest file. */
  readonly bytes: number;
  /** Of its latest file. */
  readonly atMs: number;
}

/** What pictures look like as wholes, and which of them the artist keeps apart. */
export class LookStore {
  readonly #db: Db;
  readonly #set;

  constructor(db: Db) {
    this.#db = db;
    this.#set = db.prepare<[Buffer, PictureId]>('UPDATE picture SET likeness = ? WHERE id = ?');
  }

  /** Pictures that were indexed before their looks were kept. */
  missing(): PictureId[] {
    return this.#db
      .prepare<[], PictureId>(
        'SELECT id FROM picture WHERE likeness IS NULL AND width IS NOT NULL AND files > 0 AND skip_reason IS NULL ORDER BY id',
      )
      .pluck()
      .all();
  }

  set(picture: PictureId, likeness: Uint8Array): void {
    this.#set.run(Buffer.from(likeness), picture);
  }

  all(): PictureLook[] {
    return this.#db
      .prepare<[], PictureLook>(
        `SELECT p.id, p.likeness, p.width, p.height, p.is_preview AS isPreview, max(f.size) AS bytes, max(f.mtime_ms) AS atMs
         FROM picture p JOIN file f ON f.picture = p.id WHERE p.likeness IS NOT NULL AND p.width IS NOT NULL GROUP BY p.id`,
      )
      .all();
  }

  keptApart(): (readonly [PictureId, PictureId])[] {
    const rows = this.#db.prepare<[], { a: PictureId; b: PictureId }>('SELECT a, b FROM kept_apart').all();
    return rows.map(({ a, b }) => [a, b]);
  }

  keepApart(a: PictureId, b: PictureId): void {
    this.#db
      .prepare<[PictureId, PictureId]>('INSERT INTO kept_apart (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(Math.min(a, b) as PictureId, Math.max(a, b) as PictureId);
  }
}
