/**
 * What a studio shares: a log of events that a server orders, the facts that they add up to, and the names by which machines speak of
 * faces and characters. Empty, but for `merged`, in a library that is in no studio.
 */
export const studio = `
CREATE TABLE merged (                              -- written by merges; what is said of the merged one is said of the other
  character INTEGER PRIMARY KEY,                   -- gone; ids are never used again
  survivor  INTEGER NOT NULL
) STRICT;

CREATE TABLE studio (                              -- one row while the library is in a studio
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  url        TEXT NOT NULL,                        -- without a password
  ca         TEXT,                                 -- file of the studio's own certificate authority
  epoch      TEXT,                                 -- of the log on the server; NULL: not spoken with yet
  cursor     INTEGER NOT NULL DEFAULT 0,           -- number of the last event taken in
  last_event TEXT,                                 -- its id: another one under this number means another log
  me         TEXT,                                 -- as the server calls whoever uses this library
  role       TEXT,                                 -- reader, artist, lead
  rebuild    INTEGER NOT NULL DEFAULT 1,           -- 1: facts follow from the log only when all of it has come
  seeded     INTEGER NOT NULL DEFAULT 0            -- 1: what the library knew before it joined is in the log
) STRICT;

CREATE TABLE studio_event (                        -- the log; without a number: decided here and not sent yet
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  id      TEXT NOT NULL UNIQUE,                    -- UUID
  seq     INTEGER UNIQUE,
  was     INTEGER,                                 -- its number on a server that has lost it
  author  TEXT,                                    -- NULL: me, not sent yet
  at_ms   INTEGER NOT NULL,                        -- to show, never to compare
  kind    TEXT NOT NULL,
  name    TEXT,
  count   INTEGER NOT NULL,
  body    TEXT NOT NULL,                           -- JSON: facts, and where the faces are that they speak of
  refused TEXT                                     -- why the server did not take it
) STRICT;
CREATE INDEX studio_event_unsent ON studio_event(n) WHERE seq IS NULL;

CREATE TABLE studio_fact (                         -- what stands, by the latest event that speaks of it
  a     TEXT NOT NULL,                             -- UUID of a face or character, SHA-256 of a picture
  b     TEXT NOT NULL,                             -- the rest of its key, or nothing
  kind  TEXT NOT NULL,
  value TEXT,                                      -- JSON list; NULL: taken away
  event INTEGER NOT NULL REFERENCES studio_event(n),
  PRIMARY KEY (a, b, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX studio_fact_by_b ON studio_fact(b) WHERE b <> '';
CREATE INDEX studio_fact_by_value ON studio_fact(value, kind);

CREATE TABLE studio_face (
  uuid    TEXT PRIMARY KEY,
  picture TEXT NOT NULL,                           -- SHA-256 of its bytes, hex
  x       REAL NOT NULL,                           -- the box by which the face was named
  y       REAL NOT NULL,
  width   REAL NOT NULL,
  height  REAL NOT NULL,
  face    INTEGER REFERENCES face(id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX studio_face_by_picture ON studio_face(picture);
CREATE INDEX studio_face_by_face ON studio_face(face) WHERE face IS NOT NULL;

CREATE TABLE studio_character (
  uuid      TEXT PRIMARY KEY,
  character INTEGER NOT NULL UNIQUE                -- its row may be gone: merged, or taken back
) STRICT, WITHOUT ROWID;

CREATE TABLE studio_arrived (                      -- pictures with new faces, of which a colleague may have said something
  picture INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE studio_overruled (                    -- my decisions that a colleague's have taken the place of
  n      INTEGER PRIMARY KEY AUTOINCREMENT,
  a      TEXT NOT NULL,
  b      TEXT NOT NULL,
  kind   TEXT NOT NULL,
  value  TEXT,                                     -- mine
  event  INTEGER NOT NULL REFERENCES studio_event(n), -- theirs
  UNIQUE (a, b, kind)
) STRICT;
`;
