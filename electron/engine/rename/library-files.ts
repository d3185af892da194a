import { basename, dirname, sep } from 'node:path';
import type { CharacterId, FaceId, PictureId } from '../../contract/model.ts';
import type { RenameScope } from '../../contract/rename-model.ts';
import type { Db } from '../store/database.ts';
import { FileMoves, type FileRow } from '../store/file-moves.ts';
import type { NamingFace } from './characters-of.ts';
import type { FileToName } from './name-files.ts';

interface FaceRow {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly character: CharacterId | null;
  readonly name: string | null;
  readonly similarity: number | null;
  readonly x: number;
  readonly area: number;
}

/** The files of a scope, with whoever is in them. `sureFrom`: the similarity from which a face surely is its character. */
export function filesToName(db: Db, scope: RenameScope, sureFrom: number): FileToName[] {
  const faces = facesByPicture(db, sureFrom);
  return new FileMoves(db)
    .files()
    .filter((file) => isInScope(file, scope, faces))
    .map((file) => toFile(file, facesOf(file, faces)));
}

type Faces = ReadonlyMap<PictureId, readonly NamingFace[]>;

function facesOf({ picture }: FileRow, faces: Faces): readonly NamingFace[] {
  return picture === null ? [] : (faces.get(picture) ?? []);
}

function facesByPicture(db: Db, sureFrom: number): Map<PictureId, NamingFace[]> {
  const byPicture = new Map<PictureId, NamingFace[]>();
  const rows = db.prepare<[], FaceRow>(
    `SELECT face.id, face.picture, face.character, c.name, face.similarity, face.x, face.width * face.height AS area
     FROM face LEFT JOIN character c ON c.id = face.character`,
  );
  for (const { picture, similarity, ...face } of rows.iterate()) {
    const naming = { ...face, sure: similarity === null || similarity >= sureFrom };
    const others = byPicture.get(picture);
    if (others) others.push(naming);
    else byPicture.set(picture, [naming]);
  }
  return byPicture;
}

function isInScope(file: FileRow, { characters, pictures, below }: RenameScope, faces: Faces): boolean {
  if (below !== undefined && !file.path.startsWith(below.endsWith(sep) ? below : below + sep)) return false;
  if (pictures !== undefined && (file.picture === null || !pictures.includes(file.picture))) return false;
  if (characters === undefined) return true;
  return facesOf(file, faces).some(({ character }) => character !== null && characters.includes(character));
}

function toFile(file: FileRow, faces: readonly NamingFace[]): FileToName {
  const { id, path, size, mtimeMs, picture, width, height } = file;
  const place = { folder: dirname(path), name: basename(path) };
  // Nothing in the library says yet what a character wears.
  return { file: id, picture, ...place, stamp: { size, mtimeMs }, width, height, outfit: null, faces };
}
