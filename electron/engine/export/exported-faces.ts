import { sep } from 'node:path';
import type { CharacterId, FaceId, PictureId } from '../../contract/model.ts';
import type { RenameScope } from '../../contract/rename-model.ts';
import type { Db } from '../store/database.ts';

/** A face in a file. Boxes in pixels of the upright picture, origin top left; copies of a picture have a row each. */
export interface ExportedFace {
  readonly path: string;
  readonly picture: PictureId;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  readonly face: FaceId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly character: CharacterId | null;
  readonly name: string | null;
  /** Cosine to the centre of the character. */
  readonly similarity: number | null;
}

export function facesToExport(db: Db, { characters, pictures, below }: RenameScope): ExportedFace[] {
  const prefix = below === undefined || below.endsWith(sep) ? below : below + sep;
  return db
    .prepare<[], ExportedFace>(
      `SELECT f.path, f.picture, p.width AS pictureWidth, p.height AS pictureHeight, face.id AS face,
              face.x, face.y, face.width, face.height, face.score, face.character, c.name, face.similarity
       FROM face JOIN picture p ON p.id = face.picture JOIN file f ON f.picture = face.picture
       LEFT JOIN character c ON c.id = face.character
       WHERE p.width IS NOT NULL ORDER BY f.path, face.id`,
    )
    .all()
    .filter(({ path }) => prefix === undefined || path.startsWith(prefix))
    .filter(({ picture }) => pictures?.includes(picture) ?? true)
    .filter(({ character }) => characters === undefined || (character !== null && characters.includes(character)));
}
