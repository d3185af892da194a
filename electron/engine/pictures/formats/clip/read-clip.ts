import Database from 'better-sqlite3';
import { checkLength } from '../../limits/limits.ts';
import { SkipError } from '../../limits/skip-error.ts';
import { checkEncoded, noPreview, previewOf } from '../encoded.ts';
import type { FileBytes, MakeRoom, Reading } from '../reader.ts';
import { findChunk } from './clip-chunks.ts';

/** Layers are outside the database; what is in it is small. */
const largestDatabase = 128 * 1024 * 1024;

/** Clip Studio Paint: the preview of the canvas, a PNG in the database that the file holds. Errors as a Reader. */
export function readClip(file: FileBytes, makeRoom: MakeRoom): Reading {
  const chunk = findChunk(file, 'CHNKSQLi');
  if (!chunk) throw new SkipError('corrupt', 'its database is missing');
  checkLength(chunk.length, largestDatabase);
  // The bytes, SQLite's copy of them, and the picture.
  makeRoom(chunk.length * 3);
  return previewOf(readPreview(file.read(chunk.at, chunk.length)));
}

/** Throws what SQLite says of a database that is damaged. */
function readPreview(bytes: Uint8Array): Uint8Array {
  const database = new Database(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { readonly: true });
  try {
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    if (!holdsPictures(database)) throw noPreview();
    return largestPicture(database);
  } finally {
    database.close();
  }
}

/**
 * Is the table stored, and the column in it? A view may be a query that never ends, a virtual table runs other code, and a generated
 * column (`hidden`) makes up as many bytes as it likes.
 */
function holdsPictures(database: Database.Database): boolean {
  const stored = database.prepare(
    `SELECT 1 FROM sqlite_schema AS t JOIN pragma_table_xinfo('CanvasPreview') AS c
     WHERE t.name = 'CanvasPreview' AND t.type = 'table' AND t.rootpage > 0 AND c.name = 'ImageData' AND c.hidden = 0`,
  );
  return stored.all().length === 1;
}

function largestPicture(database: Database.Database): Uint8Array {
  const row = database
    .prepare<[], { id: number; bytes: number }>(
      `SELECT rowid AS id, length(ImageData) AS bytes FROM CanvasPreview
       WHERE typeof(ImageData) = 'blob' ORDER BY bytes DESC LIMIT 1`,
    )
    .get();
  if (!row) throw noPreview();
  checkEncoded(row.bytes);
  const picture = database.prepare<[number], Buffer>('SELECT ImageData FROM CanvasPreview WHERE rowid = ?').pluck();
  return picture.get(row.id) ?? Buffer.alloc(0);
}
