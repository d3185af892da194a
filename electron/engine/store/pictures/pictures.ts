import type { PictureSize, Size } from '../../../contract/geometry.ts';
import type { PictureId } from '../../../contract/ids.ts';
import type { Stamp } from '../../../contract/stamp.ts';
import type { Database as Db } from 'better-sqlite3';

export interface IndexState {
  readonly indexedBy: string | null;
  readonly skipped: boolean;
}

export interface RewrittenFile extends Stamp {
  readonly path: string;
  readonly picture: PictureId;
  /** SHA-256 of its content. */
  readonly hash: Buffer;
}

/** Pictures, each the content of one or more files, known by the hash of their bytes (32 bytes). */
export class PictureStore {
  readonly #db: Db;
  readonly #byHash;
  readonly #ofFile;
  readonly #paths;
  readonly #size;
  readonly #insert;
  readonly #identify;

  constructor(db: Db) {
    this.#db = db;
    this.#byHash = db.prepare<[Buffer], { id: PictureId; indexedBy: string | null; skipReason: string | null }>(
      'SELECT id, indexed_by AS indexedBy, skip_reason AS skipReason FROM picture WHERE hash = ?',
    );
    this.#ofFile = db.prepare<[number], PictureId | null>('SELECT picture FROM file WHERE id = ?').pluck();
    this.#paths = db.prepare<[PictureId], string>('SELECT path FROM file WHERE picture = ? ORDER BY path').pluck();
    this.#size = db.prepare<[PictureId], Size & { readonly isPreview: number }>(
      'SELECT width, height, is_preview AS isPreview FROM picture WHERE id = ? AND width IS NOT NULL AND files > 0',
    );
    this.#insert = db.prepare<[Buffer]>('INSERT INTO picture (hash) VALUES (?)');
    this.#identify = db.prepare<[PictureId, number]>('UPDATE file SET picture = ?, identified = 1 WHERE id = ?');
  }

  pictureOf(hash: Buffer): PictureId | undefined {
    return this.#byHash.get(hash)?.id;
  }

  /** What is known of the picture with this content. */
  known(hash: Buffer): IndexState | undefined {
    const known = this.#byHash.get(hash);
    return known && { indexedBy: known.indexedBy, skipped: known.skipReason !== null };
  }

  /** Links a file to the picture with this content, which is made if it is new. `previous`: what the file showed before. */
  identify(file: number, hash: Buffer): { picture: PictureId; state: IndexState; previous: PictureId | null } {
    return this.#db.transaction(() => {
      const known = this.#byHash.get(hash);
      const picture = known?.id ?? (Number(this.#insert.run(hash).lastInsertRowid) as PictureId);
      const previous = this.#ofFile.get(file);
      this.#identify.run(picture, file);
      const state = { indexedBy: known?.indexedBy ?? null, skipped: known?.skipReason != null };
      return { picture, state, previous: previous ?? null };
    })();
  }

  /**
   * Notes that a file has other bytes, which show the same picture: what is known and said of it stays. Where another picture of the library
   * has these bytes, the file is looked at as one that has changed.
   */
  rewritten({ path, picture, hash, size, mtimeMs }: RewrittenFile): void {
    this.#db.transaction(() => {
      const other = this.pictureOf(hash);
      const stands = other === undefined || other === picture;
      if (other === undefined)
        this.#db.prepare<[Buffer, PictureId]>('UPDATE picture SET hash = ? WHERE id = ?').run(hash, picture);
      this.#db
        .prepare<[number, number, number, string]>(
          'UPDATE file SET size = ?, mtime_ms = ?, identified = ? WHERE path = ?',
        )
        .run(size, mtimeMs, stands ? 1 : 0, path);
    })();
  }

  /** A file of the library shows the picture. */
  isPresent(picture: PictureId): boolean {
    return (
      this.#db.prepare<[PictureId], number>('SELECT files > 0 FROM picture WHERE id = ?').pluck().get(picture) === 1
    );
  }

  pathsOf(picture: PictureId): string[] {
    return this.#paths.all(picture);
  }

  sizeOf(picture: PictureId): PictureSize | undefined {
    const row = this.#size.get(picture);
    return row && { ...row, isPreview: row.isPreview === 1 };
  }

  hashOf(picture: PictureId): Buffer | undefined {
    return this.#db.prepare<[PictureId], Buffer>('SELECT hash FROM picture WHERE id = ?').pluck().get(picture);
  }
}
