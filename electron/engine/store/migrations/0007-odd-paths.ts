/** What scans find that is no file to read, and where other drives are mounted inside a folder. */
export const oddPaths = `
CREATE TABLE odd_path (
  folder INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE,
  path   TEXT NOT NULL,
  reason TEXT NOT NULL,                         -- folder-unreadable, name-not-utf8, online-only, drive-away
  detail TEXT NOT NULL,
  PRIMARY KEY (folder, path)
) STRICT;

CREATE TABLE drive (
  folder INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE,
  path   TEXT NOT NULL,                         -- where it is mounted; kept while it is away
  PRIMARY KEY (folder, path)
) STRICT;
`;
