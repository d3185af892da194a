import { sep } from 'node:path';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import type { RenameScope } from '../../contract/rename-model.ts';
import type { Db } from '../store/database.ts';
import { FileMoves } from '../store/file-moves.ts';
import type { NamingFace } from './naming/characters-of.ts';
import type { FileToName } from './naming/name-files.ts';

interface FaceRow {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly character: CharacterId | null;
  readonly x: number;
  readonly area: number;
  readonly sure: 0 | 1;
}

/** The files of a scope, with whoever is in them. A hidden character is in them only where the scope asks for it. */
export function filesToName(db: Db, scope: RenameScope): FileToName[] {
  const faces = facesByPicture(db, namesOf(db, scope.characters ?? []));
  const isIn = scopeTest(scope);
  const split = pathSplitter();
  const files: FileToName[] = [];
  for (const { file, path, size, mtimeMs, picture, width, height } of new FileMoves(db).files()) {
    const { folder, name } = split(path);
    const shown = (picture === null ? undefined : faces.get(picture)) ?? nobody;
    const candidate = { file, picture, path, folder, name, size, mtimeMs, width, height, faces: shown };
    if (isIn(candidate)) files.push(candidate);
  }
  return files;
}

const nobody: readonly NamingFace[] = [];

type Names = ReadonlyMap<CharacterId, string | null>;

/** Read once for each character, not once for each of its faces: a name is one string, however often it is used. */
function namesOf(db: Db, asked: readonly CharacterId[]): Names {
  const rows = db
    .prepare<[string], [CharacterId, string | null]>(
      'SELECT id, name FROM character WHERE hidden = 0 OR id IN (SELECT value FROM json_each(?))',
    )
    .raw();
  return new Map(rows.iterate(JSON.stringify(asked)));
}

/** What is no face (`shown = 0`) names nothing. Rows come one by one: there may be a million. */
function facesByPicture(db: Db, names: Names): Map<PictureId, NamingFace[]> {
  const byPicture = new Map<PictureId, NamingFace[]>();
  const rows = db.prepare<[], FaceRow>(
    `SELECT face.id, face.picture, face.character, face.x, face.width * face.height AS area, k.face IS NOT NULL AS sure
     FROM face LEFT JOIN confirmed k ON k.face = face.id AND k.character = face.character
     WHERE face.shown = 1`,
  );
  for (const { id, picture, character: of, x, area, sure } of rows.iterate()) {
    const character = of !== null && names.has(of) ? of : null;
    const name = character === null ? null : (names.get(character) ?? null);
    const face = { id, character, name, sure: sure === 1, x, area };
    const others = byPicture.get(picture);
    if (others) others.push(face);
    else byPicture.set(picture, [face]);
  }
  return byPicture;
}

function scopeTest({ characters, pictures, below }: RenameScope): (file: FileToName) => boolean {
  const wanted = pictures && new Set(pictures);
  const cast = characters && new Set(characters);
  const prefix = below === undefined || below.endsWith(sep) ? below : below + sep;
  return ({ path, picture, faces }) => {
    if (prefix !== undefined && !path.startsWith(prefix)) return false;
    if (wanted && (picture === null || !wanted.has(picture))) return false;
    return !cast || faces.some(({ character }) => character !== null && cast.has(character));
  };
}

/** Files of one folder, which mostly follow each other, share its path: it is looked up once for each of them. */
function pathSplitter(): (path: string) => { folder: string; name: string } {
  let folder = '';
  return (path) => {
    const at = path.lastIndexOf(sep);
    if (at !== folder.length || !path.startsWith(folder)) folder = folderOf(path, at);
    return { folder, name: path.slice(at + 1) };
  };
}

/** `at`: of the last separator. A root keeps it: `/`, `C:\\`. */
function folderOf(path: string, at: number): string {
  return path.indexOf(sep) === at ? path.slice(0, at + 1) : path.slice(0, at);
}
