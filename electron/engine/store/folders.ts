import type { FolderId } from '../../contract/ids.ts';
import type { Db } from './database.ts';

export interface StoredFolder {
  readonly id: FolderId;
  readonly path: string;
}

/** The folders of the library. */
export class FolderStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** All folders, by path. */
  all(): StoredFolder[] {
    return this.#db.prepare<[], StoredFolder>('SELECT id, path FROM folder ORDER BY path').all();
  }

  /** Adds a folder and takes over those of its sub-folders that were added before. */
  add(path: string, absorbed: readonly FolderId[]): StoredFolder {
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

  /** Forgets a folder and its files. Pictures and faces stay, for when their files come back. */
  remove(id: FolderId): void {
    this.#db.prepare<[FolderId]>('DELETE FROM folder WHERE id = ?').run(id);
  }
}
