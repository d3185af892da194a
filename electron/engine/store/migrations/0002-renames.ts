/**
 * Batches of renames. `program` is what a batch does to the disk, step by step: written before the first step, it is the
 * journal by which a start after a crash goes on or goes back. `moves` is what became of each file, for the way back.
 */
export const renames = `
CREATE TABLE rename_batch (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms        INTEGER NOT NULL,
  kind         TEXT NOT NULL,                   -- rename, move, copy, undo
  template     TEXT NOT NULL,
  undoes       INTEGER REFERENCES rename_batch(id),
  state        TEXT NOT NULL,                   -- see rename/batch-journal.ts
  placeholders INTEGER NOT NULL DEFAULT 0,      -- 1: empty files of ours may hold names
  recovered    TEXT,                            -- what a start after a crash did: completed, rolled-back
  rescued      TEXT NOT NULL DEFAULT '[]',      -- JSON: files that could not go back to their old names
  files        INTEGER NOT NULL,
  example_from TEXT NOT NULL,
  example_to   TEXT NOT NULL,
  moves        TEXT NOT NULL,                   -- JSON
  program      TEXT NOT NULL                    -- JSON
) STRICT;
CREATE INDEX rename_batch_open ON rename_batch(id) WHERE state NOT IN ('applied', 'rolled-back');
CREATE INDEX rename_batch_undoes ON rename_batch(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE made_folder (
  path TEXT PRIMARY KEY                         -- made by a batch; goes when a later one empties it
) STRICT;

CREATE TABLE rename_preset (
  name    TEXT PRIMARY KEY,
  request TEXT NOT NULL                         -- JSON
) STRICT;
`;
