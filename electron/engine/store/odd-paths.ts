import type { FolderId } from '../../contract/ids.ts';
import type { SkipReason } from '../../contract/api/library-api.ts';
import type { Db } from './database.ts';

/** A path that cannot be read as a picture, or be looked into: the artist would miss what is there. */
export interface OddPath {
  readonly path: string;
  readonly reason: Extract<SkipReason, 'folder-unreadable' | 'name-not-utf8' | 'online-only' | 'drive-away'>;
  /** The system's own words. */
  readonly detail: string;
}

/** What the last scan of each folder found that is no file to read, and the drives that are mounted inside it. */
export class OddPathStore {
  readonly #db: Db;
  readonly #insert;

  constructor(db: Db) {
    this.#db = db;
    this.#insert = db.prepare<[FolderId, string, string, string]>(
      'INSERT OR REPLACE INTO odd_path (folder, path, reason, detail) VALUES (?, ?, ?, ?)',
    );
  }

  /** Takes the place of what was noted before. Answers whether that was something else. */
  replace(folder: FolderId, odd: readonly OddPath[]): boolean {
    const before = this.#db
      .prepare<[FolderId], OddPath>('SELECT path, reason, detail FROM odd_path WHERE folder = ? ORDER BY path')
      .all(folder);
    const after = [...odd].sort((a, b) => (a.path < b.path ? -1 : 1));
    if (JSON.stringify(before) === JSON.stringify(after.map(({ path, reason, detail }) => ({ path, reason, detail }))))
      return false;
    this.#db.transaction(() => {
      this.#db.prepare<[FolderId]>('DELETE FROM odd_path WHERE folder = ?').run(folder);
      for (const each of after) this.add(folder, each);
    })();
    return true;
  }

  add(folder: FolderId, { path, reason, detail }: OddPath): void {
    this.#insert.run(folder, path, reason, detail);
  }

  /** Folders below one of the library at which drives are, or were when they were seen last. */
  drives(folder: FolderId): string[] {
    return this.#db.prepare<[FolderId], string>('SELECT path FROM drive WHERE folder = ?').pluck().all(folder);
  }

  noteDrives(folder: FolderId, paths: readonly string[]): void {
    this.#db.transaction(() => {
      this.#db.prepare<[FolderId]>('DELETE FROM drive WHERE folder = ?').run(folder);
      const insert = this.#db.prepare<[FolderId, string]>('INSERT INTO drive (folder, path) VALUES (?, ?)');
      for (const path of paths) insert.run(folder, path);
    })();
  }
}
