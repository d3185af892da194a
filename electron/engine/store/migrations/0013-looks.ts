/** What pictures look like as wholes, to find duplicates and versions; and which of them the artist keeps apart. */
export const looks = `
ALTER TABLE picture ADD COLUMN likeness BLOB;      -- see vision/likeness.ts; NULL: not looked at for that yet

CREATE TABLE kept_apart (                          -- not stacked with each other
  a INTEGER NOT NULL REFERENCES picture(id),
  b INTEGER NOT NULL REFERENCES picture(id),
  PRIMARY KEY (a, b), CHECK (a < b)
) STRICT, WITHOUT ROWID;
`;
