/**
 * An edit that waits to be told to the studio is noted by its line in the history, which has its rows already: to write them twice is what an artist
 * waited for.
 */
export const studioNotedByEdit = `
ALTER TABLE studio_noted RENAME TO studio_noted_whole;
CREATE TABLE studio_noted (                        -- written in the transaction of each edit
  n       INTEGER PRIMARY KEY,
  at_ms   INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT,
  count   INTEGER NOT NULL,
  step    TEXT,                                    -- undo, redo
  edit    INTEGER,                                 -- its line in the history; NULL: noted by an earlier release
  changes TEXT                                     -- JSON: the rows that it changed, as the history had them; NULL: they stand there
) STRICT;
INSERT INTO studio_noted (n, at_ms, kind, name, count, step, changes)
  SELECT n, at_ms, kind, name, count, step, changes FROM studio_noted_whole ORDER BY n;
DROP TABLE studio_noted_whole;

-- A new edit ends what could have been redone.
CREATE TRIGGER studio_noted_edit_gone BEFORE DELETE ON edit WHEN EXISTS (SELECT 1 FROM studio_noted WHERE edit = old.id) BEGIN
  UPDATE studio_noted SET changes = old.changes WHERE edit = old.id; END;
`;
