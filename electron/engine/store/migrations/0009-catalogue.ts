/** What an artist says of characters and pictures beside who is who: facts, which only edits change. */
export const catalogue = `
CREATE TABLE character_about (
  character INTEGER PRIMARY KEY REFERENCES character(id) ON DELETE CASCADE,
  rating    INTEGER NOT NULL,                      -- 0 (none) to 5
  favourite INTEGER NOT NULL,
  note      TEXT NOT NULL
) STRICT;

CREATE TABLE picture_about (
  picture   INTEGER PRIMARY KEY REFERENCES picture(id) ON DELETE CASCADE,
  rating    INTEGER NOT NULL,
  favourite INTEGER NOT NULL,
  note      TEXT NOT NULL
) STRICT;
CREATE INDEX picture_by_rating ON picture_about(rating, picture) WHERE rating > 0;
CREATE INDEX picture_favourite ON picture_about(picture) WHERE favourite = 1;

CREATE TABLE character_series (
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  PRIMARY KEY (character, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX character_by_series ON character_series(name);

CREATE TABLE character_tag (
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  PRIMARY KEY (character, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX character_by_tag ON character_tag(name);

CREATE TABLE picture_tag (
  picture INTEGER NOT NULL REFERENCES picture(id) ON DELETE CASCADE,
  name    TEXT NOT NULL,
  PRIMARY KEY (picture, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_by_tag ON picture_tag(name);

CREATE TABLE alias (                               -- another name of a character
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  language  TEXT,                                  -- as in BCP 47; NULL: not said
  PRIMARY KEY (character, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE outfit (                              -- without effect while the face is not in the character
  face      INTEGER PRIMARY KEY REFERENCES face(id) ON DELETE CASCADE,
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE,
  name      TEXT NOT NULL
) STRICT;
CREATE INDEX outfit_by_character ON outfit(character, name);
CREATE INDEX outfit_by_name ON outfit(name);

CREATE TABLE hotkey (
  digit     INTEGER PRIMARY KEY,                   -- 1 to 9
  character INTEGER NOT NULL UNIQUE REFERENCES character(id) ON DELETE CASCADE
) STRICT;

CREATE TABLE collection (                          -- a search that is kept
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  name  TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL
) STRICT;

-- Searches count and compare faces without reading their rows, which hold the vectors.
CREATE INDEX face_by_character_shown ON face(character, picture) WHERE shown = 1;
CREATE INDEX face_by_picture_shown ON face(picture, character) WHERE shown = 1;
`;
