/**
 * Boxes that a face has had, with the vector of each: the way back from a box that an artist moved. What the artist decided
 * is `manual_box` alone; without a row here the picture is looked at once more.
 */
export const boxes = `
CREATE TABLE seen_box (
  face      INTEGER NOT NULL REFERENCES face(id) ON DELETE CASCADE,
  x         REAL NOT NULL,                         -- pixels of the upright picture
  y         REAL NOT NULL,
  width     REAL NOT NULL,
  height    REAL NOT NULL,
  drawn     INTEGER NOT NULL,                      -- 0: the detector's
  version   TEXT,                                  -- of the models that made the vector
  embedding BLOB NOT NULL,
  PRIMARY KEY (face, x, y, width, height)
) STRICT;
`;
