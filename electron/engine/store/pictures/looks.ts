import type { Box } from '../../../contract/geometry.ts';
import type { CharacterId, PictureId } from '../../../contract/ids.ts';
import type { Database as Db } from 'better-sqlite3';
import { fromBlob, visible } from '../faces/faces.ts';

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

/** A face, to tell whether two pictures show the same people. */
interface LookedFace {
  readonly picture: PictureId;
  readonly box: Box;
  readonly vector: Float32Array;
  /** Of the artist's; see PlacedFace. */
  readonly character: CharacterId | null;
}

interface FaceRow extends Pick<LookedFace, 'picture' | 'character'> {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly embedding: Buffer;
}

/** What pictures look like as wholes, and which of them the artist keeps apart. */
export class LookStore {
  readonly #db: Db;
  readonly #set;
  readonly #facesOf;

  constructor(db: Db) {
    this.#db = db;
    this.#facesOf = db.prepare<[string], FaceRow>(
      `SELECT face.picture, face.x, face.y, face.width, face.height, face.embedding,
         (SELECT id FROM character WHERE character.id = face.character AND character.confirmed = 1) AS character
       FROM json_each(?) AS asked CROSS JOIN ${visible} AND face.picture = asked.value WHERE face.figure = 0`,
    );
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

  /** Faces of these pictures whose likeness can be told. Boxes in pixels. */
  facesOf(pictures: readonly PictureId[]): LookedFace[] {
    return this.#facesOf.all(JSON.stringify(pictures)).map(({ x, y, width, height, embedding, ...face }) => {
      return { ...face, box: [x, y, width, height], vector: fromBlob(embedding) };
    });
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
