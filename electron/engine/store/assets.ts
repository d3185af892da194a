import type { Character } from '../../contract/faces-api.ts';
import type { FolderId, PictureId } from '../../contract/ids.ts';
import type { Folder, LibraryCounts, SkippedFile, SkipReason } from '../../contract/library-api.ts';
import type { Page } from '../../contract/checks.ts';
import type { Db } from './database.ts';

export interface StoredFolder {
  readonly id: FolderId;
  readonly path: string;
}

/** What tells whether a file changed since it was last read. */
export interface FileStamp {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface FileToIngest extends FileStamp {
  readonly id: number;
  readonly identified: boolean;
  readonly picture: PictureId | null;
}

export interface IndexState {
  readonly indexedBy: string | null;
  readonly skipped: boolean;
}

export interface Skip {
  readonly reason: SkipReason;
  readonly detail: string;
}

const fileColumns = `f.id, f.path, f.size, f.mtime_ms AS mtimeMs, f.identified, f.picture`;

/** Both halves come from an index of what was skipped: the few are found without reading the many. */
const skippedFiles = `
  SELECT path, folder, skip_reason AS reason, coalesce(skip_detail, '') AS detail FROM file WHERE skip_reason IS NOT NULL
  UNION ALL
  SELECT f.path, f.folder, p.skip_reason, coalesce(p.skip_detail, '')
  FROM picture p CROSS JOIN file f ON f.picture = p.id
  WHERE p.skip_reason IS NOT NULL AND f.skip_reason IS NULL`;

/** Folders, files and pictures. */
export class AssetStore {
  readonly #db: Db;
  readonly #insertFile;
  readonly #fileByPath;
  readonly #counts;
  readonly #countSkipped;
  readonly #countIndexed;
  readonly #countUngrouped;
  readonly #toIdentify;
  readonly #toIndex;
  readonly #countToIdentify;
  readonly #countToIndex;
  readonly #pictureByHash;
  readonly #pictureOfFile;
  readonly #insertPicture;
  readonly #identify;
  readonly #stampOf;

  constructor(db: Db) {
    this.#db = db;
    this.#insertFile = db.prepare<[FolderId, string, number, number]>(
      `INSERT INTO file (folder, path, size, mtime_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET folder = excluded.folder, size = excluded.size, mtime_ms = excluded.mtime_ms,
         identified = 0, skip_reason = NULL, skip_detail = NULL`,
    );
    this.#fileByPath = db.prepare<[string], { id: number; picture: PictureId | null }>(
      'SELECT id, picture FROM file WHERE path = ?',
    );
    this.#stampOf = db.prepare<[string], { size: number; mtimeMs: number }>(
      'SELECT size, mtime_ms AS mtimeMs FROM file WHERE path = ?',
    );
    this.#counts = db.prepare<[{ folders: string }], Omit<LibraryCounts, 'folders' | 'skipped'>>(
      `WITH shown AS (
         SELECT DISTINCT f.picture AS id FROM file f JOIN picture p ON p.id = f.picture
         WHERE p.indexed_by IS NOT NULL AND f.folder IN (SELECT value FROM json_each(@folders)))
       SELECT (SELECT count(*) FROM shown) AS pictures, count(face.id) AS faces,
              count(DISTINCT face.character) AS characters,
              count(face.id) - count(face.character) AS ungrouped
       FROM shown LEFT JOIN face ON face.picture = shown.id AND face.shown = 1`,
    );
    this.#countIndexed = db
      .prepare<[], number>('SELECT count(*) FROM picture WHERE indexed_by IS NOT NULL AND files > 0')
      .pluck();
    this.#countUngrouped = db
      .prepare<[], number>(
        `SELECT count(*) FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.character IS NULL AND face.shown = 1`,
      )
      .pluck();
    this.#countSkipped = db
      .prepare<[{ folders: string }], number>(
        `SELECT count(*) FROM (${skippedFiles})
         WHERE folder IN (SELECT value FROM json_each(@folders)) OR @folders = '[]'`,
      )
      .pluck();
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
    this.#pictureByHash = db.prepare<[Buffer], { id: PictureId; indexedBy: string | null; skipReason: string | null }>(
      'SELECT id, indexed_by AS indexedBy, skip_reason AS skipReason FROM picture WHERE hash = ?',
    );
    this.#pictureOfFile = db.prepare<[number], PictureId | null>('SELECT picture FROM file WHERE id = ?').pluck();
    this.#insertPicture = db.prepare<[Buffer]>('INSERT INTO picture (hash) VALUES (?)');
    this.#identify = db.prepare<[PictureId, number]>('UPDATE file SET picture = ?, identified = 1 WHERE id = ?');
  }

  folders(): StoredFolder[] {
    return this.#db.prepare<[], StoredFolder>('SELECT id, path FROM folder ORDER BY path').all();
  }

  /** Adds a folder and takes over those of its sub-folders that were added before. */
  addFolder(path: string, absorbed: readonly FolderId[]): StoredFolder {
    return this.#db.transaction(() => {
      const added = this.#db.prepare<[string]>('INSERT INTO folder (path) VALUES (?)').run(path);
      const id = Number(added.lastInsertRowid) as FolderId;
      for (const child of absorbed) {
        this.#db.prepare<[FolderId, FolderId]>('UPDATE file SET folder = ? WHERE folder = ?').run(id, child);
        this.#db.prepare<[FolderId]>('DELETE FROM folder WHERE id = ?').run(child);
      }
      return { id, path };
    })();
  }

  /** Forgets the folder's files; pictures and faces wait for their files to come back. */
  removeFolder(id: FolderId): void {
    this.#db.prepare<[FolderId]>('DELETE FROM folder WHERE id = ?').run(id);
  }

  /** Pictures of a folder that are indexed; copies count once, as everywhere. */
  countPictures(folder: FolderId): Folder['pictures'] {
    return (
      this.#db
        .prepare<[FolderId], number>(
          `SELECT count(DISTINCT f.picture) FROM file f JOIN picture p ON p.id = f.picture
           WHERE f.folder = ? AND p.indexed_by IS NOT NULL`,
        )
        .pluck()
        .get(folder) ?? 0
    );
  }

  /** All files of a folder by path, to compare with what is on disk. */
  stamps(folder: FolderId): Map<string, { size: number; mtimeMs: number }> {
    const rows = this.#db
      .prepare<[FolderId], FileStamp>('SELECT path, size, mtime_ms AS mtimeMs FROM file WHERE folder = ?')
      .all(folder);
    return new Map(rows.map((row) => [row.path, row]));
  }

  stampOf(path: string): { size: number; mtimeMs: number } | undefined {
    return this.#stampOf.get(path);
  }

  /** Records new or changed files: their bytes have to be identified. */
  listFiles(folder: FolderId, files: readonly FileStamp[]): void {
    this.#db.transaction(() => {
      for (const file of files) this.#insertFile.run(folder, file.path, file.size, file.mtimeMs);
    })();
  }

  /** Forgets files that are gone from disk. Answers the pictures that have lost their last file. */
  forgetFiles(paths: readonly string[]): PictureId[] {
    const gone = new Set<PictureId>();
    this.#db.transaction(() => {
      const remove = this.#db.prepare<[string]>('DELETE FROM file WHERE path = ?');
      for (const path of paths) {
        const file = this.#fileByPath.get(path);
        remove.run(path);
        if (file?.picture != null) gone.add(file.picture);
      }
    })();
    return [...gone].filter((picture) => !this.isPresent(picture));
  }

  isPresent(picture: PictureId): boolean {
    return (
      this.#db.prepare<[PictureId], number>('SELECT files > 0 FROM picture WHERE id = ?').pluck().get(picture) === 1
    );
  }

  /** Paths below a folder on disk, e.g. of one that was removed as a whole. `prefix` ends with the path separator. */
  pathsBelow(prefix: string): string[] {
    return this.#db
      .prepare<[string, string], string>('SELECT path FROM file WHERE substr(path, 1, length(?)) = ?')
      .pluck()
      .all(prefix, prefix);
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

  pictureOf(hash: Buffer): PictureId | undefined {
    return this.#pictureByHash.get(hash)?.id;
  }

  /** What is known of the picture with this content hash (32 bytes). */
  known(hash: Buffer): IndexState | undefined {
    const known = this.#pictureByHash.get(hash);
    return known && { indexedBy: known.indexedBy, skipped: known.skipReason !== null };
  }

  /** Links a file to the picture with this content hash (32 bytes), which is made where it is new. */
  identify(file: number, hash: Buffer): { picture: PictureId; state: IndexState; previous: PictureId | null } {
    return this.#db.transaction(() => {
      const known = this.#pictureByHash.get(hash);
      const picture = known?.id ?? (Number(this.#insertPicture.run(hash).lastInsertRowid) as PictureId);
      const previous = this.#pictureOfFile.get(file);
      this.#identify.run(picture, file);
      const state = { indexedBy: known?.indexedBy ?? null, skipped: known?.skipReason != null };
      return { picture, state, previous: previous ?? null };
    })();
  }

  /** The file was written while it was read: it has to be identified again, as it is now. */
  restamp(file: number, stamp: FileStamp): void {
    this.#db
      .prepare<[number, number, number]>('UPDATE file SET size = ?, mtime_ms = ?, identified = 0 WHERE id = ?')
      .run(stamp.size, stamp.mtimeMs, file);
  }

  isAt(file: number, path: string): boolean {
    return this.#fileByPath.get(path)?.id === file;
  }

  /** Path of the folder that a file was found in. */
  folderOf(file: number): string | undefined {
    return this.#db
      .prepare<[number], string>('SELECT path FROM folder WHERE id = (SELECT folder FROM file WHERE id = ?)')
      .pluck()
      .get(file);
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

  skipped(page: Page, folders?: readonly FolderId[]): SkippedFile[] {
    return this.#db
      .prepare<[{ folders: string } & Page], SkippedFile>(
        `SELECT path, reason, detail FROM (${skippedFiles})
         WHERE folder IN (SELECT value FROM json_each(@folders)) OR @folders = '[]'
         ORDER BY path LIMIT @limit OFFSET @offset`,
      )
      .all({ folders: JSON.stringify(folders ?? []), ...page });
  }

  retrySkipped(): void {
    this.#db.transaction(() => {
      this.#db
        .prepare('UPDATE file SET skip_reason = NULL, skip_detail = NULL, identified = 0 WHERE skip_reason IS NOT NULL')
        .run();
      this.#db.prepare('UPDATE picture SET skip_reason = NULL, skip_detail = NULL WHERE skip_reason IS NOT NULL').run();
    })();
  }

  pathsOf(picture: PictureId): string[] {
    return this.#db
      .prepare<[PictureId], string>('SELECT path FROM file WHERE picture = ? ORDER BY path')
      .pluck()
      .all(picture);
  }

  sizeOf(picture: PictureId): { width: number; height: number } | undefined {
    return this.#db
      .prepare<[PictureId], { width: number; height: number }>(
        'SELECT width, height FROM picture WHERE id = ? AND width IS NOT NULL AND files > 0',
      )
      .get(picture);
  }

  hashOf(picture: PictureId): Buffer | undefined {
    return this.#db.prepare<[PictureId], Buffer>('SELECT hash FROM picture WHERE id = ?').pluck().get(picture);
  }

  /** Counts over the library, whose characters are these: nothing is read face by face. */
  countAll(characters: readonly Character[]): LibraryCounts {
    const seen = characters.filter(({ faces }) => faces > 0);
    const grouped = seen.reduce((sum, { faces }) => sum + faces, 0);
    const ungrouped = this.#countUngrouped.get() ?? 0;
    return {
      folders: this.folders().length,
      pictures: this.#countIndexed.get() ?? 0,
      faces: grouped + ungrouped,
      characters: seen.length,
      ungrouped,
      skipped: this.#skippedIn([]),
    };
  }

  /** Counts over what is in the given folders. Characters with no visible face do not count. */
  counts(folders: readonly FolderId[]): LibraryCounts {
    const wanted = { folders: JSON.stringify(folders) };
    const row = this.#counts.get(wanted);
    if (!row) throw new Error('counting answers exactly one row');
    return { ...row, skipped: folders.length > 0 ? this.#skippedIn(folders) : 0, folders: folders.length };
  }

  /** Skipped files of these folders; without any, of all. */
  #skippedIn(folders: readonly FolderId[]): number {
    return this.#countSkipped.get({ folders: JSON.stringify(folders) }) ?? 0;
  }
}
