/** Pictures of which only a smaller copy inside the file can be read. */
export const previewsOfFiles = `
ALTER TABLE picture ADD COLUMN is_preview INTEGER NOT NULL DEFAULT 0;
`;
