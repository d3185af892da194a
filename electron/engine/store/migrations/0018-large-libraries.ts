/**
 * What searches of large libraries ask for each picture or outfit, in indexes that hold the whole answer: rows of faces hold vectors, and
 * lie far apart.
 */
export const largeLibraries = `
DROP INDEX file_by_picture;
CREATE INDEX file_by_picture ON file(picture, mtime_ms);
CREATE INDEX face_by_id_shown ON face(id, character, picture) WHERE shown = 1;
`;
