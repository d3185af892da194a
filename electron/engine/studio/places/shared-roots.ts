import { extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pictureEndings } from '../../../contract/formats.ts';
import type { Db } from '../../store/database.ts';
import type { Lying } from '../server/place-calls.ts';

/** A folder of this machine that the studio has a name for. */
export interface SharedRoot {
  readonly name: string;
  readonly folder: string;
}

/** What the server has to be told about a folder. */
export interface Untold {
  readonly lie: readonly Lying[];
  /** Paths below it. */
  readonly gone: readonly string[];
}

/** Folders that the studio has a name for: paths below them travel, relative, and nothing else of a path does. */
export class SharedRoots {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  list(): SharedRoot[] {
    return this.#db.prepare<[], SharedRoot>('SELECT name, folder FROM studio_root ORDER BY name').all();
  }

  folderOf(name: string): string | null {
    return (
      this.#db.prepare<[string], string>('SELECT folder FROM studio_root WHERE name = ?').pluck().get(name) ?? null
    );
  }

  /** The name may have stood for another folder. */
  share(folder: string, name: string): void {
    this.#db
      .prepare<[string, string]>(
        'INSERT INTO studio_root (name, folder) VALUES (?, ?) ON CONFLICT DO UPDATE SET folder = excluded.folder, stale = 1',
      )
      .run(name, resolve(folder));
  }

  unshare(name: string): void {
    this.#db.prepare<[string]>('DELETE FROM studio_root WHERE name = ?').run(name);
  }

  /** From now on it is noted when files come, go or change. */
  follow(): void {
    for (const [event, when] of [
      ['insert', 'INSERT'],
      ['delete', 'DELETE'],
      ['update', 'UPDATE OF path, picture'],
    ])
      this.#db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS studio_file_${event} AFTER ${when} ON main.file
        BEGIN UPDATE studio_root SET stale = 1 WHERE stale = 0; END`);
  }

  /** The server may have lost what it was told. */
  tellAllAgain(): void {
    this.#db.exec('DELETE FROM studio_place; UPDATE studio_root SET stale = 1');
  }

  stale(): SharedRoot[] {
    return this.#db.prepare<[], SharedRoot>('SELECT name, folder FROM studio_root WHERE stale = 1').all();
  }

  /** What is different from what the server was told. */
  untold({ name, folder }: SharedRoot): Untold {
    const rows = this.#db
      .prepare<[string], { path: string; hash: string }>('SELECT path, hash FROM studio_place WHERE root = ?')
      .all(name);
    const told = new Map(rows.map(({ path, hash }) => [path, hash]));
    const lie: Lying[] = [];
    for (const { path, hash } of this.#filesBelow(folder)) {
      const below = pathBelow(folder, path);
      if (told.get(below) !== hash) lie.push([below, hash]);
      told.delete(below);
    }
    return { lie, gone: [...told.keys()] };
  }

  #filesBelow(folder: string): IterableIterator<{ path: string; hash: string }> {
    const below = folder.endsWith(sep) ? folder : folder + sep;
    // Up to the next character after the separator: a range that the index on paths answers.
    const end = below.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1);
    return this.#db
      .prepare<[string, string], { path: string; hash: string }>(
        `SELECT f.path, lower(hex(p.hash)) AS hash FROM file f JOIN picture p ON p.id = f.picture WHERE f.path >= ? AND f.path < ?`,
      )
      .iterate(below, end);
  }

  told(name: string, { lie, gone }: Untold): void {
    const put = this.#db.prepare<[string, string, string]>(
      'INSERT OR REPLACE INTO studio_place (root, path, hash) VALUES (?, ?, ?)',
    );
    const remove = this.#db.prepare<[string, string]>('DELETE FROM studio_place WHERE root = ? AND path = ?');
    this.#db.transaction(() => {
      for (const [path, hash] of lie) put.run(name, path, hash);
      for (const path of gone) remove.run(name, path);
    })();
  }

  /** Nothing is left to tell. */
  settled(name: string): void {
    this.#db.prepare<[string]>('UPDATE studio_root SET stale = 0 WHERE name = ?').run(name);
  }

  /** Where a colleague's picture lies on this machine; null where the folder has no name here, or the path leads out of it or to no picture. */
  pathOf(name: string, below: string): string | null {
    const folder = this.folderOf(name);
    return folder === null ? null : pathInside(folder, below);
  }
}

function pathBelow(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** What colleagues send is not trusted: no way out of the folder, and nothing that could be run. */
function pathInside(folder: string, below: string): string | null {
  const parts = below.split('/');
  const odd = sep === '\\' ? /[\\:\0]/ : /\0/;
  if (parts.some((part) => ['', '.', '..'].includes(part) || odd.test(part))) return null;
  const path = join(folder, ...parts);
  const inside = relative(folder, path);
  if (inside.startsWith('..') || isAbsolute(inside)) return null;
  return pictureEndings.includes(extname(path).slice(1).toLowerCase()) ? path : null;
}
