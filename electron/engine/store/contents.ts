import type { FolderAway } from '../../contract/api/folder-tree-api.ts';
import type { CharacterId, FolderId, PictureId } from '../../contract/ids.ts';
import type { Db } from './database.ts';
import { belowOf } from './faces/library-filter.ts';

export interface IndexedFile {
  readonly path: string;
  readonly picture: PictureId;
}

export interface AwayFolder {
  readonly path: string;
  readonly reason: Exclude<FolderAway, 'offline'>;
}

/** What there is in the whole library: files in the order of their paths, faces by picture. In parts, as there may be very many. */
export class ContentsStore {
  readonly #files;
  readonly #faces;
  readonly #largest;
  readonly #characters;
  readonly #away;
  readonly #below;
  readonly #times;
  readonly #likeness;

  constructor(db: Db) {
    this.#files = db.prepare<[string, number], IndexedFile>(
      `SELECT f.path, f.picture FROM file f INDEXED BY file_by_path JOIN picture p ON p.id = f.picture
       WHERE f.path > ? AND p.indexed_by IS NOT NULL ORDER BY f.path LIMIT ?`,
    );
    this.#faces = db
      .prepare<[number, number], [PictureId, CharacterId | null]>(
        `SELECT picture, character FROM face INDEXED BY face_by_picture_shown
         WHERE picture > ? AND picture <= ? AND shown = 1`,
      )
      .raw();
    this.#largest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM picture').pluck();
    this.#characters = db
      .prepare<[], [CharacterId, number]>('SELECT id, name IS NOT NULL FROM character WHERE hidden = 0')
      .raw();
    this.#times = db
      .prepare<[number, number], [PictureId, number]>(
        'SELECT picture, max(mtime_ms) FROM file WHERE picture > ? AND picture <= ? GROUP BY picture',
      )
      .raw();
    this.#likeness = db
      .prepare<[number, number], [CharacterId, number]>(
        `SELECT character, avg(similarity) FROM face INDEXED BY face_by_character
         WHERE character > ? AND character <= ? GROUP BY character HAVING count(similarity) > 1`,
      )
      .raw();
    this.#below = db
      .prepare<[{ below: string; beyond: string }], PictureId>(
        `SELECT picture FROM file INDEXED BY file_by_path WHERE path >= @below AND path < @beyond AND picture IS NOT NULL`,
      )
      .pluck();
    this.#away = db.prepare<[FolderId], AwayFolder>(
      `SELECT path, reason FROM odd_path WHERE folder = ? AND reason IN ('drive-away', 'folder-unreadable')`,
    );
  }

  /** Files that were looked at, from the first after `after` on. */
  files(after: string, limit: number): IndexedFile[] {
    return this.#files.all(after, limit);
  }

  largestPicture(): number {
    return this.#largest.get() ?? 0;
  }

  /** The pictures in a folder on disk and below it, one for each file. */
  picturesBelow(folder: string): PictureId[] {
    return this.#below.all(belowOf(folder));
  }

  /** The groups of the faces of these pictures; null: in none. `from` is not among them. */
  faces(from: number, to: number): [PictureId, CharacterId | null][] {
    return this.#faces.all(from, to);
  }

  /** When the newest file of each of these pictures was changed, ms. `from` is not among them. */
  times(from: number, to: number): [PictureId, number][] {
    return this.#times.all(from, to);
  }

  /** Mean cosine to the centre of each of these groups that has two faces or more. `from` is not among them. */
  likeness(from: number, to: number): [CharacterId, number][] {
    return this.#likeness.all(from, to);
  }

  /** All that are not hidden, and whether each has a name. */
  characters(): [CharacterId, number][] {
    return this.#characters.all();
  }

  /** Folders below one of the library that the last scan could not look into. */
  away(folder: FolderId): AwayFolder[] {
    return this.#away.all(folder);
  }
}
