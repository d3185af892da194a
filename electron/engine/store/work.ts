import type { PictureId } from '../../contract/ids.ts';
import type { SkipReason } from '../../contract/api/library-api.ts';
import type { Db } from './database.ts';
import { belowOf } from './faces/library-filter.ts';
import type { FoundFile } from './files.ts';

export interface FileToIngest extends FoundFile {
  readonly id: number;
  readonly identified: boolean;
  readonly picture: PictureId | null;
}

export interface Skip {
  readonly reason: SkipReason;
  readonly detail: string;
}

const fileColumns = `f.id, f.path, f.size, f.mtime_ms AS mtimeMs, f.identified, f.picture`;

/** What is left to read: files to identify and pictures to index, less those that were skipped. */
export class WorkStore {
  readonly #db: Db;
  readonly #toIdentify;
  readonly #toIndex;
  readonly #countToIdentify;
  readonly #countToIndex;

  constructor(db: Db) {
    this.#db = db;
    this.#toIdentify = db.prepare<[number, number], FileToIngest>(
      `SELECT ${fileColumns} FROM file f WHERE f.identified = 0 AND f.skip_reason IS NULL AND f.id > ? ORDER BY f.id LIMIT ?`,
    );
    this.#toIndex = db.prepare<[string, number, number], FileToIngest>(
      `SELECT ${fileColumns} FROM picture p JOIN file f ON f.id = (SELECT min(id) FROM file WHERE picture = p.id)
       WHERE p.indexed_by IS NOT ? AND p.skip_reason IS NULL AND p.files > 0 AND p.id > ? ORDER BY p.id LIMIT ?`,
    );
    this.#countToIdentify = db
      .prepare<[], number>('SELECT count(*) FROM file WHERE identified = 0 AND skip_reason IS NULL')
      .pluck();
    this.#countToIndex = db
      .prepare<[string], number>(
        'SELECT count(*) FROM picture WHERE indexed_by IS NOT ? AND skip_reason IS NULL AND files > 0',
      )
      .pluck();
  }

  toIdentify(after: number, limit: number): FileToIngest[] {
    return this.#toIdentify.all(after, limit);
  }

  toIndex(version: string, after: PictureId | 0, limit: number): FileToIngest[] {
    return this.#toIndex.all(version, after, limit);
  }

  /** Everything in the queue, as file ids. */
  pendingFiles(version: string): number[] {
    const unlimited = -1;
    const files = [...this.toIdentify(0, unlimited), ...this.toIndex(version, 0, unlimited)];
    return files.map((file) => file.id);
  }

  countWork(version: string): number {
    return (this.#countToIdentify.get() ?? 0) + (this.#countToIndex.get(version) ?? 0);
  }

  skipFile(file: number, skip: Skip): void {
    this.#db
      .prepare<[string, string, number]>('UPDATE file SET skip_reason = ?, skip_detail = ? WHERE id = ?')
      .run(skip.reason, skip.detail, file);
  }

  skipPicture(picture: PictureId, skip: Skip): void {
    this.#db
      .prepare<[string, string, PictureId]>('UPDATE picture SET skip_reason = ?, skip_detail = ? WHERE id = ?')
      .run(skip.reason, skip.detail, picture);
  }

  /** Puts everything that was skipped back into the queue, or what lies below a folder on disk. */
  retrySkipped(folder?: string): void {
    const range = folder === undefined ? { below: null, beyond: null } : belowOf(folder);
    const none = 'skip_reason = NULL, skip_detail = NULL';
    const isBelow = '(@below IS NULL OR (path >= @below AND path < @beyond))';
    this.#db.transaction(() => {
      // Pictures first: those that are below are found by their files.
      for (const sql of [
        `UPDATE picture SET ${none} WHERE skip_reason IS NOT NULL AND (@below IS NULL OR id IN (SELECT picture FROM file WHERE ${isBelow}))`,
        `UPDATE file SET ${none}, identified = 0 WHERE skip_reason IS NOT NULL AND ${isBelow}`,
      ])
        this.#db.prepare<[typeof range]>(sql).run(range);
    })();
  }
}
