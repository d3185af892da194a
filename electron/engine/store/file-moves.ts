import type { FolderId, PictureId } from '../../contract/ids.ts';
import type { FileId } from '../../contract/rename-model.ts';
import type { Db } from './database.ts';

/** A file that is somewhere else now. `picture`: what it shows, where that is known. */
export interface MovedFile {
  readonly from: string;
  readonly to: string;
  /** Null: `to` lies in no folder of the library. */
  readonly folder: FolderId | null;
  readonly picture: PictureId | null;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A file with what naming it takes, of a picture that may not be indexed yet. */
export interface FileRow {
  readonly file: FileId;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly picture: PictureId | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** The file table where it follows a batch of renames. The caller holds the transaction. */
export class FileMoves {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** All of them, one after another: the connection is busy until the last one is taken. */
  files(): IterableIterator<FileRow> {
    return this.#db
      .prepare<[], FileRow>(
        `SELECT f.id AS file, f.path, f.size, f.mtime_ms AS mtimeMs, f.picture, p.width, p.height
         FROM file f LEFT JOIN picture p ON p.id = f.picture`,
      )
      .iterate();
  }

  /**
   * All at once: files may have changed places. A file that the library did not know, e.g. one that comes back from
   * outside, becomes known where its picture is.
   */
  move(files: readonly MovedFile[]): void {
    const sources = new Set(files.map(({ from }) => from));
    const leave = this.#db.prepare<[string, string]>('UPDATE file SET path = ? WHERE path = ?');
    const remove = this.#db.prepare<[string]>('DELETE FROM file WHERE path = ?');
    const arrive = this.#db.prepare<[string, FolderId, number, number, string]>(
      'UPDATE file SET path = ?, folder = ?, size = ?, mtime_ms = ? WHERE path = ?',
    );
    // No path has a zero character in it.
    const changePlaces = files.some(({ to }) => sources.has(to));
    const away = (at: number) => (changePlaces ? `\0${at}` : (files[at]?.from ?? ''));
    if (changePlaces) files.forEach(({ from }, at) => leave.run(away(at), from));
    files.forEach(({ to, folder, size, mtimeMs, picture }, at) => {
      remove.run(to);
      if (folder === null) remove.run(away(at));
      else if (arrive.run(to, folder, size, mtimeMs, away(at)).changes === 0 && picture !== null) {
        this.#insert(to, folder, size, mtimeMs, picture);
      }
    });
  }

  /** Copies that lie in a folder of the library show what their originals show. */
  copy(files: readonly MovedFile[]): void {
    for (const { to, folder, size, mtimeMs, picture } of files) {
      if (folder !== null && picture !== null) this.#insert(to, folder, size, mtimeMs, picture);
    }
  }

  forget(paths: readonly string[]): void {
    const remove = this.#db.prepare<[string]>('DELETE FROM file WHERE path = ?');
    for (const path of paths) remove.run(path);
  }

  #insert(path: string, folder: FolderId, size: number, mtimeMs: number, picture: PictureId): void {
    this.#db
      .prepare<[FolderId, string, number, number, PictureId]>(
        `INSERT OR REPLACE INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (?, ?, ?, ?, 1, ?)`,
      )
      .run(folder, path, size, mtimeMs, picture);
  }
}
