/** How the library's vectors are looked through, for the models it was learnt with: one row, or none. Floats are little-endian. */
export const lens = `
CREATE TABLE lens (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version TEXT NOT NULL,
  faces INTEGER NOT NULL,
  groups REAL NOT NULL,
  mean BLOB NOT NULL,
  rows BLOB NOT NULL
) STRICT;
`;
