import type { CharacterId, PictureId } from '../../contract/ids.ts';
import type { FoundPicture } from '../../contract/api/query-api.ts';
import type { Stores } from '../store/stores.ts';

interface Row {
  readonly atMs: number;
  readonly faces: number;
  readonly characters: string;
}

/** Tells what a search answers of each of its pictures. */
export function foundPictures({ db, pictures, catalogue }: Stores): (id: PictureId) => FoundPicture {
  const row = db.prepare<[{ id: PictureId }], Row>(
    `SELECT (SELECT max(mtime_ms) FROM file f WHERE f.picture = @id) AS atMs,
       (SELECT count(*) FROM face WHERE face.picture = @id AND face.shown = 1) AS faces,
       (SELECT json_group_array(character ORDER BY found) FROM (
          SELECT face.character, min(face.id) AS found FROM face
          WHERE face.picture = @id AND face.shown = 1 AND face.character IS NOT NULL GROUP BY face.character)) AS characters`,
  );
  return (id) => {
    const { atMs, faces, characters } = row.get({ id }) ?? { atMs: 0, faces: 0, characters: '[]' };
    const { rating, favourite } = catalogue.pictureAppraisals.of(id);
    return {
      id,
      paths: pictures.pathsOf(id),
      size: pictures.sizeOf(id) ?? null,
      atMs,
      faces,
      characters: JSON.parse(characters) as CharacterId[],
      tags: catalogue.pictureTags.of(id),
      rating,
      favourite,
    };
  };
}
