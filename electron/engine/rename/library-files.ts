import { sep } from 'node:path';
import type { CharacterId, FaceId, PictureId } from '../../contract/model.ts';
import type { RenameScope } from '../../contract/rename-model.ts';
import type { Db } from '../store/database.ts';
import { FileMoves, type FileRow } from '../store/file-moves.ts';
import type { NamingFace } from './characters-of.ts';
import type { FileToName } from './name-files.ts';

type FaceRow = readonly [
  id: FaceId,
  picture: PictureId,
  character: CharacterId | null,
  name: string | null,
  x: number,
  area: number,
  confirmed: 0 | 1,
];

/** The files of a scope, with whoever is in them. A hidden character is in them only where the scope asks for it. */
export function filesToName(db: Db, scope: RenameScope): FileToName[] {
  const faces = facesByPicture(db, scope.characters ?? []);
  const isIn = scopeTest(scope, faces);
  return new FileMoves(db).files().filter(isIn).map(fileMaker(faces));
}

type Faces = ReadonlyMap<PictureId, readonly NamingFace[]>;

function facesOf({ picture }: FileRow, faces: Faces): readonly NamingFace[] {
  return picture === null ? [] : (faces.get(picture) ?? []);
}

/** What is no face (`shown = 0`) names nothing. Rows come as arrays: there may be a million. */
function facesByPicture(db: Db, asked: readonly CharacterId[]): Map<PictureId, NamingFace[]> {
  const byPicture = new Map<PictureId, NamingFace[]>();
  const rows = db
    .prepare<[string], FaceRow>(
      `SELECT face.id, face.picture, c.id, c.name, face.x, face.width * face.height,
              EXISTS (SELECT 1 FROM confirmed k WHERE k.face = face.id AND k.character = face.character)
       FROM face LEFT JOIN character c
         ON c.id = face.character AND (c.hidden = 0 OR c.id IN (SELECT value FROM json_each(?)))
       WHERE face.shown = 1`,
    )
    .raw();
  for (const [id, picture, character, name, x, area, confirmed] of rows.iterate(JSON.stringify(asked))) {
    const face = { id, character, name, sure: confirmed === 1, x, area };
    const others = byPicture.get(picture);
    if (others) others.push(face);
    else byPicture.set(picture, [face]);
  }
  return byPicture;
}

function scopeTest({ characters, pictures, below }: RenameScope, faces: Faces): (file: FileRow) => boolean {
  const wanted = pictures && new Set(pictures);
  const cast = characters && new Set(characters);
  const prefix = below === undefined || below.endsWith(sep) ? below : below + sep;
  return (file) => {
    if (prefix !== undefined && !file.path.startsWith(prefix)) return false;
    if (wanted && (file.picture === null || !wanted.has(file.picture))) return false;
    return !cast || facesOf(file, faces).some(({ character }) => character !== null && cast.has(character));
  };
}

/** Files of one folder, which mostly follow each other, share its path: it is looked up once for each of them. */
function fileMaker(faces: Faces): (file: FileRow) => FileToName {
  let folder = '';
  return (file) => {
    const { id, path, size, mtimeMs, picture, width, height } = file;
    const at = path.lastIndexOf(sep);
    if (at !== folder.length || !path.startsWith(folder)) folder = folderOf(path, at);
    const stamp = { size, mtimeMs };
    return { file: id, picture, folder, name: path.slice(at + 1), stamp, width, height, faces: facesOf(file, faces) };
  };
}

/** `at`: of the last separator. A root keeps it: `/`, `C:\\`. */
function folderOf(path: string, at: number): string {
  return path.indexOf(sep) === at ? path.slice(0, at + 1) : path.slice(0, at);
}
