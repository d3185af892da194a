import Database from 'better-sqlite3';

/** The tables that names are in, as digiKam 7.9 makes them (`database/dbconfig.xml` of Debian's package digikam-data). */
const schema = `
CREATE TABLE AlbumRoots (id INTEGER PRIMARY KEY, label TEXT, status INTEGER NOT NULL, type INTEGER NOT NULL, identifier TEXT,
  specificPath TEXT, UNIQUE(identifier, specificPath));
CREATE TABLE Albums (id INTEGER PRIMARY KEY, albumRoot INTEGER NOT NULL, relativePath TEXT NOT NULL, date DATE, caption TEXT,
  collection TEXT, icon INTEGER, modificationDate DATETIME, UNIQUE(albumRoot, relativePath));
CREATE TABLE Images (id INTEGER PRIMARY KEY, album INTEGER, name TEXT NOT NULL, status INTEGER NOT NULL, category INTEGER NOT NULL,
  modificationDate DATETIME, fileSize INTEGER, uniqueHash TEXT, manualOrder INTEGER, UNIQUE (album, name));
CREATE TABLE ImageInformation (imageid INTEGER PRIMARY KEY, rating INTEGER, creationDate DATETIME, digitizationDate DATETIME,
  orientation INTEGER, width INTEGER, height INTEGER, format TEXT, colorDepth INTEGER, colorModel INTEGER);
CREATE TABLE Tags (id INTEGER PRIMARY KEY, pid INTEGER, name TEXT NOT NULL, icon INTEGER, iconkde TEXT, UNIQUE (name, pid));
CREATE TABLE ImageTags (imageid INTEGER NOT NULL, tagid INTEGER NOT NULL, UNIQUE (imageid, tagid));
CREATE TABLE TagProperties (tagid INTEGER, property TEXT, value TEXT);
CREATE TABLE ImageTagProperties (imageid INTEGER, tagid INTEGER, property TEXT, value TEXT);
`;

export interface DigikamImage {
  readonly name: string;
  /** As the file stores it. */
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
}

/**
 * Makes a database of digiKam with two images of one album: `Mika` has a place in the first, `Aoi` is a person of the second, `night` a tag of
 * both; a face of nobody known and a colour label are there too. `identifier`: how the album's disk is named.
 */
export function makeDigikam(
  path: string,
  identifier: string,
  folder: string,
  images: readonly [DigikamImage, DigikamImage],
): void {
  const db = new Database(path);
  db.exec(schema);
  db.prepare(`INSERT INTO AlbumRoots VALUES (1, 'Art', 0, 1, ?, ?)`).run(identifier, folder);
  db.exec(`INSERT INTO Albums (id, albumRoot, relativePath) VALUES (1, 1, '/')`);
  const image = db.prepare('INSERT INTO Images (id, album, name, status, category) VALUES (?, 1, ?, 1, 1)');
  const information = db.prepare(
    'INSERT INTO ImageInformation (imageid, orientation, width, height) VALUES (?, ?, ?, ?)',
  );
  for (const [k, { name, width, height, orientation }] of images.entries()) {
    image.run(k + 1, name);
    information.run(k + 1, orientation, width, height);
  }
  db.exec(`
    INSERT INTO Tags (id, pid, name) VALUES (1, 0, 'People'), (2, 1, 'Mika'), (3, 1, 'Aoi'), (4, 1, 'Unknown'), (5, 0, 'night'),
      (6, 0, '_Digikam_Internal_Tags_'), (7, 6, 'Color Label Red');
    INSERT INTO TagProperties VALUES (1, 'person', NULL), (2, 'person', 'Mika'), (3, 'person', 'Aoi'), (4, 'person', NULL),
      (4, 'unknownPerson', NULL), (7, 'internalTag', NULL);
    INSERT INTO ImageTags VALUES (1, 2), (2, 3), (1, 5), (2, 5), (1, 7), (1, 4);
    INSERT INTO ImageTagProperties VALUES
      (1, 2, 'tagRegion', '<rect x="0" y="0" width="32" height="31"/>'),
      (1, 4, 'autodetectedFace', '<rect x="64" y="0" width="32" height="32"/>'),
      (1, 4, 'tagRegion', '<rect x="64" y="0" width="32" height="32"/>');
  `);
  db.close();
}
