/**
 * What the artist decided, as facts that nothing but an edit changes. Who wins where they disagree with each other or
 * with the machine: see edits/README.md. `face.character` stays what it was: where the face is now.
 */
export const facts = `
ALTER TABLE character ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE character ADD COLUMN colour TEXT;
ALTER TABLE character ADD COLUMN cover INTEGER;    -- a face; without effect while that is not in the character

ALTER TABLE face ADD COLUMN version INTEGER NOT NULL DEFAULT 1;  -- grows with every change of its box
ALTER TABLE face ADD COLUMN drawn   INTEGER NOT NULL DEFAULT 0;  -- 1: an artist drew it, no detector found it
ALTER TABLE face ADD COLUMN shown   INTEGER NOT NULL DEFAULT 1;  -- kept by the triggers below

CREATE TABLE confirmed (                           -- the face shows the character
  face      INTEGER PRIMARY KEY REFERENCES face(id) ON DELETE CASCADE,
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX confirmed_by_character ON confirmed(character);

CREATE TABLE suggested (                           -- the artist wants to be asked whether it does
  face      INTEGER PRIMARY KEY REFERENCES face(id) ON DELETE CASCADE,
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX suggested_by_character ON suggested(character);

CREATE TABLE rejected (                            -- the face does not show the character
  face      INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  character INTEGER NOT NULL REFERENCES character(id) ON DELETE CASCADE,
  PRIMARY KEY (face, character)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejected_by_character ON rejected(character);

CREATE TABLE must_link (                           -- two faces of one character, whichever it is
  a     INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  b     INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (a, b), CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX must_link_by_b ON must_link(b);

CREATE TABLE cannot_link (                         -- two faces of two characters
  a     INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  b     INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (a, b), CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX cannot_link_by_b ON cannot_link(b);

CREATE TABLE not_a_face (
  face INTEGER PRIMARY KEY REFERENCES face(id) ON DELETE CASCADE
) STRICT;

CREATE TABLE manual_box (                          -- pixels of the upright picture; a drawn face without one was taken back
  face   INTEGER PRIMARY KEY REFERENCES face(id) ON DELETE CASCADE,
  x      REAL NOT NULL,
  y      REAL NOT NULL,
  width  REAL NOT NULL,
  height REAL NOT NULL
) STRICT;

CREATE TRIGGER face_is_none AFTER INSERT ON not_a_face BEGIN
  UPDATE face SET shown = 0 WHERE id = new.face;
END;
CREATE TRIGGER face_is_one AFTER DELETE ON not_a_face BEGIN
  UPDATE face SET shown = (drawn = 0 OR id IN (SELECT face FROM manual_box)) WHERE id = old.face;
END;
CREATE TRIGGER box_drawn AFTER INSERT ON manual_box BEGIN
  UPDATE face SET shown = id NOT IN (SELECT face FROM not_a_face) WHERE id = new.face;
END;
CREATE TRIGGER box_taken_back AFTER DELETE ON manual_box BEGIN
  UPDATE face SET shown = 0 WHERE id = old.face AND drawn = 1;
END;

-- Until now a confirmed character kept every face that it had: that is what its artist saw and named.
INSERT INTO confirmed (face, character)
  SELECT face.id, face.character FROM face JOIN character c ON c.id = face.character WHERE c.confirmed = 1;

-- Edits are kept as the rows that they changed. Those of before are done, but can no longer be undone.
DROP TABLE edit;
CREATE TABLE edit (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms   INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT,
  count   INTEGER NOT NULL,
  face    INTEGER,                                 -- one to show beside it
  changes TEXT NOT NULL,                           -- JSON: [table, row before, row after] each, in order
  undone  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX edit_undone ON edit(undone, id);
`;
