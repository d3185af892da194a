import type { FolderId, PictureId } from '../../../contract/ids.ts';
import type { FileId } from '../../../contract/rename/rename-model.ts';
import type { Db } from '../database.ts';

/** What the file table has to know of a file that was moved or copied. `picture`: what it shows, where that is known. */
interface NewPlace {
  readonly from: string;
  readonly to: string;
  readonly picture: PictureId | null;
  readonly size: number;
  readonly mtimeMs: number;
}

/** The folder of the library that a path lies in; null where it lies in none. */
type FolderOf = (path: string) => FolderId | null;

/** A file and its picture, which may not be indexed yet; with what a template can put into its name, save the faces. */
export interface FileRow {
  readonly file: FileId;
  /** Absolute, as the library spells it. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** Null until the file has been read. */
  readonly picture: PictureId | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** The statements by which the file table follows a batch of renames. The caller holds the transaction. */
export class FileMoves {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** All files, read one by one: the connection is busy until the last one is taken. */
  files(): IterableIterator<FileRow> {
    return this.#db
      .prepare<[], FileRow>(
        `SELECT f.id AS file, f.path, f.size, f.mtime_ms AS mtimeMs, f.picture, p.width, p.height
         FROM file f LEFT JOIN picture p ON p.id = f.picture`,
      )
      .iterate();
  }

  /**
   * Gives files their new paths, all at once, since files may have changed places. A file that the library did not know,
   * such as one that comes back from outside, becomes known if its picture is.
   */
  move(files: readonly NewPlace[], folderOf: FolderOf): void {
    const sources = new Set(files.map(({ from }) => from));
    const leave = this.#db.prepare<[string, string]>('UPDATE file SET path = ? WHERE path = ?');
    const remove = this.#db.prepare<[string]>('DELETE FROM file WHERE path = ?');
    const arrive = this.#db.prepare<[string, FolderId, number, number, string]>(
      'UPDATE file SET path = ?, folder = ?, size = ?, mtime_ms = ? WHERE path = ?',
    );
    // No path contains a zero character, so these names collide with none.
    const changePlaces = files.some(({ to }) => sources.has(to));
    const away = (at: number) => (changePlaces ? `\0${at}` : (files[at]?.from ?? ''));
    if (changePlaces) files.forEach(({ from }, at) => leave.run(away(at), from));
    files.forEach(({ to, size, mtimeMs, picture }, at) => {
      const folder = folderOf(to);
      remove.run(to);
      if (folder === null) remove.run(away(at));
      else if (arrive.run(to, folder, size, mtimeMs, away(at)).changes === 0 && picture !== null) {
        this.#insert(to, folder, size, mtimeMs, picture);
      }
    });
  }

  /** Copies that lie in a folder of the library show what their originals show. */
  copy(files: readonly NewPlace[], folderOf: FolderOf): void {
    for (const { to, size, mtimeMs, picture } of files) {
      const folder = folderOf(to);
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
