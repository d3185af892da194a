/** What the artist answered: which questions are not asked again, and how often the machine was right. */
export const answers = `
CREATE TABLE asked (                               -- two faces that were compared; 'unsure' is an answer too
  a      INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  b      INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  answer TEXT NOT NULL,                            -- same, different, unsure
  PRIMARY KEY (a, b), CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_by_b ON asked(b);

CREATE TABLE judged (                              -- a guess of the machine that the artist answered
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  cosine  REAL NOT NULL,                           -- of what was compared
  correct INTEGER NOT NULL                         -- 1: it was one character
) STRICT;

CREATE TABLE setting (                             -- of this library, changed by edits
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
