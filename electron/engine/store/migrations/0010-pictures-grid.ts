/**
 * What grids of whole pictures read: how many faces of a picture can be seen, kept by triggers, and the files in the two orders that
 * they are listed in.
 */
export const picturesGrid = `
ALTER TABLE picture ADD COLUMN shown_faces INTEGER NOT NULL DEFAULT 0;
UPDATE picture SET shown_faces = (SELECT count(*) FROM face WHERE face.picture = picture.id AND face.shown = 1);
CREATE INDEX picture_without_face ON picture(id) WHERE shown_faces = 0 AND width IS NOT NULL;
CREATE INDEX file_by_time ON file(mtime_ms, picture, folder);
CREATE INDEX file_by_path ON file(path, picture, folder);

CREATE TRIGGER face_inserted AFTER INSERT ON face WHEN new.shown = 1 BEGIN
  UPDATE picture SET shown_faces = shown_faces + 1 WHERE id = new.picture;
END;
CREATE TRIGGER face_deleted AFTER DELETE ON face WHEN old.shown = 1 BEGIN
  UPDATE picture SET shown_faces = shown_faces - 1 WHERE id = old.picture;
END;
CREATE TRIGGER face_shown_changed AFTER UPDATE OF shown ON face WHEN old.shown <> new.shown BEGIN
  UPDATE picture SET shown_faces = shown_faces + new.shown - old.shown WHERE id = new.picture;
END;
`;
