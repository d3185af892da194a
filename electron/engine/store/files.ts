import type { Stamp } from '../../contract/stamp.ts';
import type { FolderId, PictureId } from '../../contract/ids.ts';
import type { Db } from './database.ts';

/** A file as it was found on the disk. */
export interface FoundFile extends Stamp {
  readonly path: string;
}

/** The files of the library, as scans and the watcher find them. */
export class FileStore {
  readonly #db: Db;
  readonly #insert;
  readonly #byPath;
  readonly #stampOf;
  readonly #identified;
  readonly #isPresent;

  constructor(db: Db) {
    this.#db = db;
    this.#insert = db.prepare<[FolderId, string, number, number]>(
      `INSERT INTO file (folder, path, size, mtime_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET folder = excluded.folder, size = excluded.size, mtime_ms = excluded.mtime_ms,
         identified = 0, skip_reason = NULL, skip_detail = NULL`,
    );
    this.#byPath = db.prepare<[string], { id: number; picture: PictureId | null }>(
      'SELECT id, picture FROM file WHERE path = ?',
    );
    this.#stampOf = db.prepare<[string], { size: number; mtimeMs: number }>(
      'SELECT size, mtime_ms AS mtimeMs FROM file WHERE path = ?',
    );
    this.#identified = db.prepare<[string], Stamp & { picture: PictureId }>(
      'SELECT size, mtime_ms AS mtimeMs, picture FROM file WHERE path = ? AND identified = 1 AND picture IS NOT NULL',
    );
    this.#isPresent = db.prepare<[PictureId], number>('SELECT files > 0 FROM picture WHERE id = ?').pluck();
  }

  /** All files of a folder by path, to compare with what is on disk. */
  stamps(folder: FolderId): Map<string, { size: number; mtimeMs: number }> {
    const rows = this.#db
      .prepare<[FolderId], FoundFile>('SELECT path, size, mtime_ms AS mtimeMs FROM file WHERE folder = ?')
      .all(folder);
    return new Map(rows.map((row) => [row.path, row]));
  }

  stampOf(path: string): { size: number; mtimeMs: number } | undefined {
    return this.#stampOf.get(path);
  }

  /** The file as its bytes were identified; undefined: they were not, or there is no such file. */
  asIdentified(path: string): (Stamp & { readonly picture: PictureId }) | undefined {
    return this.#identified.get(path);
  }

  /** Notes new or changed files, whose bytes are still to be identified. */
  list(folder: FolderId, files: readonly FoundFile[]): void {
    this.#db.transaction(() => {
      for (const file of files) this.#insert.run(folder, file.path, file.size, file.mtimeMs);
    })();
  }

  /** Forgets files that are gone from disk. Answers the pictures that have lost their last file. */
  forget(paths: readonly string[]): PictureId[] {
    const gone = new Set<PictureId>();
    this.#db.transaction(() => {
      const remove = this.#db.prepare<[string]>('DELETE FROM file WHERE path = ?');
      for (const path of paths) {
        const file = this.#byPath.get(path);
        remove.run(path);
        if (file?.picture != null) gone.add(file.picture);
      }
    })();
    return [...gone].filter((picture) => this.#isPresent.get(picture) !== 1);
  }

  /** Paths below a folder on disk, e.g. of one that was removed as a whole. `prefix` ends with the path separator. */
  pathsBelow(prefix: string): string[] {
    return this.#db
      .prepare<[string, string], string>('SELECT path FROM file WHERE substr(path, 1, length(?)) = ?')
      .pluck()
      .all(prefix, prefix);
  }

  isAt(file: number, path: string): boolean {
    return this.#byPath.get(path)?.id === file;
  }

  /** The path of the folder that a file was found in. */
  folderOf(file: number): string | undefined {
    return this.#db
      .prepare<[number], string>('SELECT path FROM folder WHERE id = (SELECT folder FROM file WHERE id = ?)')
      .pluck()
      .get(file);
  }

  /** Puts files back into the queue that could not be read because another program had them open. Answers how many. */
  takeUpHeld(folder: FolderId): number {
    const taken = this.#db
      .prepare<[FolderId]>(
        `UPDATE file SET skip_reason = NULL, skip_detail = NULL, identified = 0 WHERE folder = ? AND skip_reason = 'in-use'`,
      )
      .run(folder);
    return taken.changes;
  }

  /** For a file that was written while it was read: it is to be identified again, as it is now. */
  restamp(file: number, stamp: FoundFile): void {
    this.#db
      .prepare<[number, number, number]>('UPDATE file SET size = ?, mtime_ms = ?, identified = 0 WHERE id = ?')
      .run(stamp.size, stamp.mtimeMs, file);
  }
}
