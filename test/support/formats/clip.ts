import Database from 'better-sqlite3';

function chunk(kind: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.write(kind, 'latin1');
  header.writeBigUInt64BE(BigInt(content.length), 8);
  return Buffer.concat([header, content]);
}

/** A file of Clip Studio Paint with this database, and the data of a layer before it. */
export function clipFile(database: Uint8Array, layerBytes = 3000): Buffer {
  const chunks = Buffer.concat([
    chunk('CHNKHead', Buffer.alloc(40)),
    chunk('CHNKExta', Buffer.alloc(layerBytes, 7)),
    chunk('CHNKSQLi', database),
    chunk('CHNKFoot', Buffer.alloc(0)),
  ]);
  const start = Buffer.alloc(24);
  start.write('CSFCHUNK', 'latin1');
  start.writeBigUInt64BE(BigInt(24 + chunks.length), 8);
  start.writeBigUInt64BE(24n, 16);
  return Buffer.concat([start, chunks]);
}

/** A database with the table that the preview is in, as Clip Studio Paint makes it, or made by `sql`. */
export function clipDatabase(picture: Uint8Array | null, sql = canvasPreview): Buffer {
  using database = closing(new Database(':memory:'));
  database.exec(sql);
  if (picture) {
    database
      .prepare(
        'INSERT INTO CanvasPreview (CanvasId, ImageType, ImageWidth, ImageHeight, ImageData) VALUES (1, 1, 8, 8, ?)',
      )
      .run(picture);
  }
  return database.serialize();
}

const canvasPreview = `CREATE TABLE CanvasPreview (_PW_ID INTEGER PRIMARY KEY AUTOINCREMENT, MainId INTEGER DEFAULT NULL,
  CanvasId INTEGER DEFAULT NULL, ImageType INTEGER DEFAULT NULL, ImageWidth INTEGER DEFAULT NULL, ImageHeight INTEGER DEFAULT NULL,
  ImageData BLOB DEFAULT NULL)`;

function closing(database: Database.Database): Database.Database & Disposable {
  return Object.assign(database, { [Symbol.dispose]: () => database.close() });
}
