import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileId } from '../../../electron/contract/rename/rename-model.ts';
import type { Db } from '../../../electron/engine/store/database.ts';

const sidecar = /\.(xmp|meta|import)$/u;

/** Tells a library of the files in a folder, as indexing would, without looking at them. Answers their ids by name. */
export function knowFiles(db: Db, folder: string): Map<string, FileId> {
  const { lastInsertRowid } = db.prepare('INSERT INTO folder (path) VALUES (?)').run(folder);
  const picture = db.prepare("INSERT INTO picture (hash, width, height, indexed_by) VALUES (?, 1, 1, 'test')");
  const file = db.prepare(
    'INSERT INTO file (folder, path, size, mtime_ms, identified, picture) VALUES (?, ?, ?, ?, 1, ?)',
  );
  const names = readdirSync(folder).filter((name) => !sidecar.test(name));
  return new Map(
    names.map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      const shown = picture.run(Buffer.from(name)).lastInsertRowid;
      const id = file.run(lastInsertRowid, join(folder, name), size, mtimeMs, shown).lastInsertRowid;
      return [name, Number(id) as FileId];
    }),
  );
}
