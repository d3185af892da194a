/**
 * Edits that wait to be told to the studio: an edit writes one row here, and its facts are made of it when the artist has their answer. And
 * which of the facts that stand the artist has said too.
 */
export const studioNoted = `
CREATE TABLE studio_noted (                        -- written in the transaction of each edit
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms   INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT,
  count   INTEGER NOT NULL,
  step    TEXT,                                    -- undo, redo
  changes TEXT NOT NULL                            -- JSON: the rows that it changed, in this direction
) STRICT;

CREATE TABLE studio_gone (                         -- faces that went before the edits that speak of them were told
  face    INTEGER PRIMARY KEY,
  uuid    TEXT,                                    -- its name in the studio, where it had one
  picture TEXT NOT NULL,                           -- SHA-256 of its bytes, hex
  x       REAL NOT NULL,
  y       REAL NOT NULL,
  width   REAL NOT NULL,
  height  REAL NOT NULL
) STRICT;

ALTER TABLE studio_fact ADD COLUMN mine INTEGER NOT NULL DEFAULT 0; -- 1: I have said so; a colleague may have said the same since
UPDATE studio_fact SET mine = 1
  WHERE event IN (SELECT n FROM studio_event WHERE author IS NULL OR author = (SELECT me FROM studio));

-- Asked for by every edit and every exchange.
CREATE INDEX studio_fact_merges ON studio_fact(kind) WHERE kind = 'merged';
`;
