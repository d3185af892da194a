/**
 * Files point at pictures, and a picture is content: copies share one row, a moved file finds its faces again.
 * `picture.files` counts the files that hold the content; at 0 the faces and names wait for the picture to come back.
 */
export const firstLight = `
CREATE TABLE folder (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE picture (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  hash        BLOB NOT NULL UNIQUE,           -- SHA-256 of the file's bytes
  width       INTEGER,
  height      INTEGER,
  indexed_by  TEXT,                           -- model version; anything but the current one is work left
  skip_reason TEXT,
  skip_detail TEXT,
  files       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE file (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  folder      INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE,
  path        TEXT NOT NULL UNIQUE,
  size        INTEGER NOT NULL,
  mtime_ms    REAL NOT NULL,
  identified  INTEGER NOT NULL DEFAULT 0,     -- 0: the bytes have to be hashed (again)
  picture     INTEGER REFERENCES picture(id),
  skip_reason TEXT,                           -- the file cannot be read at all, so its content is unknown
  skip_detail TEXT
) STRICT;
CREATE INDEX file_by_picture ON file(picture);
CREATE INDEX file_by_folder ON file(folder);
CREATE INDEX file_to_identify ON file(id) WHERE identified = 0 AND skip_reason IS NULL;
CREATE INDEX file_skipped ON file(path) WHERE skip_reason IS NOT NULL;
CREATE INDEX picture_skipped ON picture(id) WHERE skip_reason IS NOT NULL;

CREATE TRIGGER file_inserted AFTER INSERT ON file WHEN new.picture IS NOT NULL BEGIN
  UPDATE picture SET files = files + 1 WHERE id = new.picture;
END;
CREATE TRIGGER file_deleted AFTER DELETE ON file WHEN old.picture IS NOT NULL BEGIN
  UPDATE picture SET files = files - 1 WHERE id = old.picture;
END;
CREATE TRIGGER file_changed AFTER UPDATE OF picture ON file WHEN old.picture IS NOT new.picture BEGIN
  UPDATE picture SET files = files - 1 WHERE id = old.picture;
  UPDATE picture SET files = files + 1 WHERE id = new.picture;
END;

CREATE TABLE character (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused: history names ids
  name      TEXT,
  confirmed INTEGER NOT NULL DEFAULT 0          -- 1: a human named or merged it; the machine only adds to it
) STRICT;
CREATE UNIQUE INDEX character_by_name ON character(name) WHERE name IS NOT NULL;

CREATE TABLE face (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  picture    INTEGER NOT NULL REFERENCES picture(id),
  x          REAL NOT NULL,                     -- pixels of the upright picture
  y          REAL NOT NULL,
  width      REAL NOT NULL,
  height     REAL NOT NULL,
  score      REAL NOT NULL,
  embedding  BLOB NOT NULL,                     -- float32, unit length
  neighbours BLOB,                              -- edges to faces compared with earlier: (uint32 face, float32 cosine) each
  character  INTEGER REFERENCES character(id) ON DELETE SET NULL,
  similarity REAL                               -- cosine to the centre of its character
) STRICT;
CREATE INDEX face_by_picture ON face(picture);
CREATE INDEX face_by_character ON face(character, similarity DESC);

CREATE TABLE edit (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms   INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT,
  count   INTEGER NOT NULL,
  forward TEXT NOT NULL,                        -- JSON list of changes
  inverse TEXT NOT NULL,
  undone  INTEGER NOT NULL DEFAULT 0
) STRICT;
`;
