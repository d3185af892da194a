import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/engine/store/database.ts';
import { migrations } from '../../../electron/engine/store/migrations/index.ts';
import { generateCast, type CastSize } from './generated-cast.ts';

const folder = join(import.meta.dirname, '../../../.cache/bench');

/** The folder of the library of `generateCast`, made once and kept until tables, or what makes it, are others: it takes minutes. */
export function keptCast(size: CastSize): string {
  const made = readFileSync(join(import.meta.dirname, 'generated-cast.ts'));
  const key = createHash('sha256')
    .update(JSON.stringify([size, migrations]))
    .update(made)
    .digest('hex')
    .slice(0, 16);
  const library = join(folder, `library-${key}`);
  if (existsSync(library)) return library;
  const others = globSync(join(folder, 'library-*'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { parentPath, name } of others) rmSync(join(parentPath, name), { recursive: true });
  console.log(`Making a library of ${size.pictures} pictures …`);
  const making = `${library}.part`;
  {
    using database = openDatabase(making);
    generateCast(database.db, size);
  }
  renameSync(making, library);
  return library;
}
