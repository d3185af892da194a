import type { Page } from '../../contract/checks.ts';
import type { Character } from '../../contract/api/faces-api.ts';
import type { FolderId } from '../../contract/ids.ts';
import type { LibraryCounts, SkippedFile } from '../../contract/api/library-api.ts';
import type { ChangeStore } from './lists/changes.ts';
import type { Db } from './database.ts';
import { belowOf } from './faces/library-filter.ts';

/** The first two parts come from an index of what was skipped: the few are found without reading the many. */
const skippedFiles = `
  SELECT path, folder, skip_reason AS reason, coalesce(skip_detail, '') AS detail FROM file WHERE skip_reason IS NOT NULL
  UNION ALL
  SELECT f.path, f.folder, p.skip_reason, coalesce(p.skip_detail, '')
  FROM picture p CROSS JOIN file f ON f.picture = p.id
  WHERE p.skip_reason IS NOT NULL AND f.skip_reason IS NULL
  UNION ALL
  SELECT path, folder, reason, detail FROM odd_path`;

interface Whole {
  readonly pictures: number;
  readonly ungrouped: number;
}

interface Known {
  readonly revision: number;
  /** What was asked for. */
  whole?: Whole;
  readonly inFolders: Map<FolderId, number>;
}

/** Counts of the library, and the list of the files that were skipped. */
export class CountStore {
  readonly #db: Db;
  readonly #inFolders;
  readonly #skippedIn;
  readonly #folders;
  readonly #indexed;
  readonly #ungrouped;
  readonly #inFolder;

  readonly #changes: Pick<ChangeStore, 'revision'>;
  #known: Known | null = null;

  constructor(db: Db, changes: Pick<ChangeStore, 'revision'>) {
    this.#db = db;
    this.#changes = changes;
    this.#inFolders = db.prepare<[{ folders: string }], Omit<LibraryCounts, 'folders' | 'skipped'>>(
      `WITH shown AS (
         SELECT DISTINCT f.picture AS id FROM file f JOIN picture p ON p.id = f.picture
         WHERE p.indexed_by IS NOT NULL AND f.folder IN (SELECT value FROM json_each(@folders)))
       SELECT (SELECT count(*) FROM shown) AS pictures, count(face.id) AS faces,
              count(DISTINCT face.character) AS characters,
              count(face.id) - count(face.character) AS ungrouped
       FROM shown LEFT JOIN face ON face.picture = shown.id AND face.shown = 1`,
    );
    this.#skippedIn = db
      .prepare<[{ folders: string }], number>(
        `SELECT count(*) FROM (${skippedFiles})
         WHERE folder IN (SELECT value FROM json_each(@folders)) OR @folders = '[]'`,
      )
      .pluck();
    this.#folders = db.prepare<[], number>('SELECT count(*) FROM folder').pluck();
    this.#indexed = db
      .prepare<[], number>('SELECT count(*) FROM picture WHERE indexed_by IS NOT NULL AND files > 0')
      .pluck();
    this.#ungrouped = db
      .prepare<[], number>(
        `SELECT count(*) FROM face JOIN picture p ON p.id = face.picture AND p.files > 0
         WHERE face.character IS NULL AND face.shown = 1`,
      )
      .pluck();
    this.#inFolder = db
      .prepare<[FolderId], number>(
        `SELECT count(DISTINCT f.picture) FROM file f JOIN picture p ON p.id = f.picture
         WHERE f.folder = ? AND p.indexed_by IS NOT NULL`,
      )
      .pluck();
  }

  /** Counts the indexed pictures of a folder, again only when something has changed. Copies count once, as everywhere. */
  picturesOf(folder: FolderId): number {
    const { inFolders } = this.#now();
    const known = inFolders.get(folder) ?? this.#inFolder.get(folder) ?? 0;
    inFolders.set(folder, known);
    return known;
  }

  /** Counts the whole library. `characters`: all of them, so that not every face has to be read. */
  all(characters: readonly Character[]): LibraryCounts {
    const seen = characters.filter(({ faces }) => faces > 0);
    const grouped = seen.reduce((sum, { faces }) => sum + faces, 0);
    const { pictures, ungrouped } = this.#read();
    return {
      folders: this.#folders.get() ?? 0,
      pictures,
      faces: grouped + ungrouped,
      characters: seen.length,
      ungrouped,
      skipped: this.#countSkipped([]),
    };
  }

  /** Again only when something has changed: all of them have to be gone through. */
  #read(): Whole {
    return (this.#now().whole ??= { pictures: this.#indexed.get() ?? 0, ungrouped: this.#ungrouped.get() ?? 0 });
  }

  /** What has been counted since something changed. */
  #now(): Known {
    const revision = this.#changes.revision();
    if (this.#known?.revision !== revision) this.#known = { revision, inFolders: new Map() };
    return this.#known;
  }

  /** Counts what is in the given folders. Characters with no visible face do not count. */
  inFolders(folders: readonly FolderId[]): LibraryCounts {
    const row = this.#inFolders.get({ folders: JSON.stringify(folders) });
    if (!row) throw new Error('counting answers exactly one row');
    return { ...row, skipped: folders.length > 0 ? this.#countSkipped(folders) : 0, folders: folders.length };
  }

  /** The skipped files of these folders of the library, and below a folder on disk, by path; without either, all. */
  skipped(
    page: Page,
    { folders = [], below }: { folders?: readonly FolderId[]; below?: string | undefined } = {},
  ): SkippedFile[] {
    const range = below === undefined ? { below: null, beyond: null } : belowOf(below);
    return this.#db
      .prepare<[{ folders: string; below: string | null; beyond: string | null } & Page], SkippedFile>(
        `SELECT path, reason, detail FROM (${skippedFiles})
         WHERE (folder IN (SELECT value FROM json_each(@folders)) OR @folders = '[]')
           AND (@below IS NULL OR (path >= @below AND path < @beyond))
         ORDER BY path LIMIT @limit OFFSET @offset`,
      )
      .all({ folders: JSON.stringify(folders), ...range, ...page });
  }

  /** With no folders, those of all. */
  #countSkipped(folders: readonly FolderId[]): number {
    return this.#skippedIn.get({ folders: JSON.stringify(folders) }) ?? 0;
  }
}
