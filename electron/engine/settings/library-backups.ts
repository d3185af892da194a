import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { Backup, EngineSettings } from '../../contract/api/settings-api.ts';
import { runHealthJob } from '../health/health-thread.ts';
import { backUpTo, hasChangedSince, listBackups } from '../store/backups/backups.ts';
import type { Db } from '../store/database.ts';
import { readSettings } from './settings-file.ts';

export function backupFolder(library: string, { backupFolder: chosen }: EngineSettings): string {
  return chosen ?? join(library, 'backups');
}

/** Copies of an open library, made and verified. */
export class LibraryBackups {
  readonly #db: Db;
  readonly #library: string;
  #making: Promise<Backup> | null = null;

  constructor(db: Db, library: string) {
    this.#db = db;
    this.#library = library;
  }

  list(): Backup[] {
    return listBackups(backupFolder(this.#library, readSettings(this.#library)));
  }

  /** Two that ask at once get one copy. Throws `backup-failed`. */
  make(): Promise<Backup> {
    this.#making ??= this.#make().finally(() => (this.#making = null));
    return this.#making;
  }

  /** When the library is closed: where it has changed since its last copy. A failure is told to the log, and stops nothing. */
  async atEnd(): Promise<void> {
    await this.#making?.catch(() => undefined);
    if (readSettings(this.#library).backups === 0) return;
    // What closing would write later must not look like a change.
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    if (!hasChangedSince(this.#library, this.list()[0])) return;
    await this.make().then(
      ({ path }) => console.log(`library copied to ${path}`),
      (error: unknown) => console.error(error instanceof Error ? error.message : String(error)),
    );
  }

  async #make(): Promise<Backup> {
    const settings = readSettings(this.#library);
    try {
      const folder = backupFolder(this.#library, settings);
      return await backUpTo(this.#db, folder, { keep: settings.backups, verify: mustBeSound });
    } catch (cause) {
      throw new AppError('backup-failed', cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }
}

async function mustBeSound(path: string): Promise<void> {
  const [first] = await runHealthJob('damage', path);
  if (first !== undefined) throw new Error(`the copy is damaged: ${first}`);
}
