import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryHealth } from '../../contract/api/settings-api.ts';
import { listBackups } from '../store/backups/backups.ts';
import type { Db } from '../store/database.ts';
import { databaseHealth, openToRead } from '../store/backups/health.ts';

/**
 * Looks at everything that a library is made of; takes seconds on a large one, so it runs in a thread of its own. Null where there
 * is no library. Reads only: another process may have the library open.
 */
export function libraryHealth(library: string, backupFolder: string): LibraryHealth | null {
  let db: Db | null;
  try {
    db = openToRead(library);
    if (!db) return null;
  } catch (error) {
    return { ...unreadable(library, error), backups: listBackups(backupFolder) };
  }
  try {
    const { present, missing, offline } = filesOf(db);
    return {
      path: library,
      bytes: bytesOf(library),
      ...databaseHealth(db),
      previews: previewsOf(join(library, 'previews'), present),
      missingFiles: missing,
      offlineFolders: offline,
      freeBytes: freeBytes(library),
      backups: listBackups(backupFolder),
    };
  } catch (error) {
    // In a badly damaged database nothing can even be counted.
    return { ...unreadable(library, error), backups: listBackups(backupFolder) };
  } finally {
    db.close();
  }
}

function unreadable(library: string, error: unknown): Omit<LibraryHealth, 'backups'> {
  return {
    path: library,
    bytes: bytesOf(library),
    pictures: 0,
    faces: 0,
    damage: [error instanceof Error ? error.message : String(error)],
    brokenLinks: 0,
    previews: { files: 0, bytes: 0, orphans: 0 },
    missingFiles: 0,
    offlineFolders: [],
    freeBytes: freeBytes(library),
  };
}

interface Files {
  /** Content hashes of all pictures, in hex. */
  readonly present: ReadonlySet<string>;
  readonly missing: number;
  readonly offline: readonly string[];
}

function filesOf(db: Db): Files {
  const folders = db.prepare<[], { id: number; path: string }>('SELECT id, path FROM folder').all();
  const reachable = folders.filter(({ path }) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  const paths = db.prepare<[number], string>('SELECT path FROM file WHERE folder = ?').pluck();
  let missing = 0;
  for (const { id } of reachable)
    for (const path of paths.iterate(id)) if (!statSync(path, { throwIfNoEntry: false })) missing += 1;
  const hashes = db.prepare<[], string>('SELECT lower(hex(hash)) FROM picture').pluck();
  return {
    present: new Set(hashes.iterate()),
    missing,
    offline: folders.filter((folder) => !reachable.includes(folder)).map(({ path }) => path),
  };
}

/** Previews are named by the hash of their picture, those of samples by the process that made them. */
function previewsOf(folder: string, present: ReadonlySet<string>): LibraryHealth['previews'] {
  const found = { files: 0, bytes: 0, orphans: 0 };
  for (const path of filesBelow(folder)) {
    const [hash = ''] = /[0-9a-f]{64}/.exec(path.slice(folder.length)) ?? [];
    found.files += 1;
    found.bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (!present.has(hash)) found.orphans += 1;
  }
  return found;
}

function* filesBelow(folder: string): Generator<string> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // No previews yet.
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function bytesOf(library: string): number {
  const sizes = ['library.db', 'library.db-wal'].map((name) =>
    statSync(join(library, name), { throwIfNoEntry: false }),
  );
  return sizes.reduce((sum, stats) => sum + (stats?.size ?? 0), 0);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
