/** Searches and folders ask for the paths of a picture's files: they are read where the picture is looked up, without a look at the file's row. */
export const pathsByPicture = `
DROP INDEX file_by_picture;
CREATE INDEX file_by_picture ON file(picture, mtime_ms, path);
`;
