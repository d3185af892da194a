import Database from 'better-sqlite3';
import { basename, join } from 'node:path';

/** A face that the library shows. */
export interface StoredFace {
  readonly id: number;
  readonly character: number | null;
  /** Name of its file. */
  readonly file: string;
}

/** Reads a library beside the app that has it open: of this version, or of an older one. */
export class LibraryFile implements Disposable {
  readonly #db: Database.Database;

  constructor(library: string) {
    this.#db = new Database(join(library, 'library.db'), { readonly: true });
  }

  faces(): StoredFace[] {
    const rows = this.#db
      .prepare<[], { id: number; character: number | null; path: string }>(
        'SELECT face.id, face.character, min(file.path) AS path FROM face JOIN file USING (picture) WHERE face.shown = 1 GROUP BY face.id',
      )
      .all();
    return rows.map(({ id, character, path }) => ({ id, character, file: basename(path) }));
  }

  /** Names of characters that have one. */
  names(): Map<number, string> {
    const rows = this.#db
      .prepare<[], { id: number; name: string }>('SELECT id, name FROM character WHERE name IS NOT NULL')
      .all();
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}
