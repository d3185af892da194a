import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backUpTo } from '../../../electron/engine/store/backups/backups.ts';
import { openDatabase } from '../../../electron/engine/store/database.ts';

const days = [20, 24, 27];

/** A library that does not open, with backups that do. */
export async function breakLibrary(library: string): Promise<void> {
  await backUp(library);
  await writeFile(join(library, 'library.db'), 'no library any more '.repeat(500));
}

async function backUp(library: string): Promise<void> {
  using database = openDatabase(library);
  for (const day of days) {
    const now = new Date(Date.UTC(2026, 10, day, 18, 12));
    const options = { keep: days.length, verify: async () => undefined, now };
    const { path } = await backUpTo(database.db, join(library, 'backups'), options);
    await utimes(path, now, now);
  }
}
