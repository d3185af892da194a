/** Pictures without a face: those in which the artist says nobody is, and figures that are drawn where no face can be seen. */
export const nobody = `
CREATE TABLE nobody (
  picture INTEGER PRIMARY KEY REFERENCES picture(id) ON DELETE CASCADE
) STRICT;

ALTER TABLE face ADD COLUMN figure INTEGER NOT NULL DEFAULT 0;   -- 1: seen from behind, a silhouette, masked: it is compared with nobody

DROP INDEX picture_without_face;
CREATE INDEX picture_without_face ON picture(id, files, indexed_by, shown_faces, width) WHERE shown_faces = 0 AND width IS NOT NULL;
`;
