/** Pictures of a studio: which the server has not heard of, the copy that is searched here, and folders that the studio has a name for. */
export const studioPictures = `
ALTER TABLE studio ADD COLUMN told_epoch TEXT;      -- of the log on the server that knows of the library's pictures

CREATE TABLE studio_untold (                       -- pictures that the server has to be told of
  picture INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE studio_copy (                         -- what models saw in pictures of the studio, for servers that cannot search
  n       INTEGER PRIMARY KEY,                     -- as the server numbers them
  version TEXT NOT NULL,                           -- of the models
  hash    TEXT NOT NULL,                           -- SHA-256, hex
  width   INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  is_preview INTEGER NOT NULL,
  faces   TEXT NOT NULL,                           -- JSON: boxes and scores
  vectors BLOB NOT NULL                            -- halves, little-endian, one face after another
) STRICT;

CREATE TABLE studio_root (                         -- folders whose pictures the studio may know by their paths below
  name   TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  stale  INTEGER NOT NULL DEFAULT 1                -- 1: files have come, gone or changed since the server was told
) STRICT;

CREATE TABLE studio_place (                        -- what the server was told of them
  root TEXT NOT NULL REFERENCES studio_root(name) ON DELETE CASCADE,
  path TEXT NOT NULL,                              -- below the folder, with /
  hash TEXT NOT NULL,
  PRIMARY KEY (root, path)
) STRICT, WITHOUT ROWID;
`;
