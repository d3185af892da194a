import { sep } from 'node:path';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import { isInside } from '../pipeline/folders/is-inside.ts';
import type { Db } from '../store/database.ts';
import { openCatalogue } from '../store/catalogue/catalogue.ts';
import { FileMoves } from '../store/renames/file-moves.ts';
import type { CastNames, NamingFace } from './naming/characters-of.ts';
import type { LibraryFile } from './naming/library-file.ts';
import { parentOf } from './naming/paths.ts';

interface FaceRow {
  readonly id: FaceId;
  readonly picture: PictureId;
  readonly character: CharacterId | null;
  readonly x: number;
  readonly area: number;
  readonly sure: 0 | 1;
  readonly outfit: string | null;
}

/** Reads the files of a scope, with the faces in them. Hidden characters count as unnamed unless the scope asks for them. */
export function libraryFiles(db: Db, scope: RenameScope): LibraryFile[] {
  const faces = facesByPicture(db, namesOf(db, scope.characters ?? []));
  const isIn = scopeTest(scope);
  const split = pathSplitter();
  const files: LibraryFile[] = [];
  for (const row of new FileMoves(db).files()) {
    const { path, picture } = row;
    const shown = (picture === null ? undefined : faces.get(picture)) ?? nobody;
    const candidate = { ...row, ...split(path), faces: shown };
    if (isIn(candidate)) files.push(candidate);
  }
  return files;
}

const nobody: readonly NamingFace[] = [];

/** A character as names need it. */
interface Named {
  readonly name: string | null;
  readonly cast: CastNames | undefined;
}

type Names = ReadonlyMap<CharacterId, Named>;

/** Reads each character once, so that all its faces share one string, and one list of its other names. */
function namesOf(db: Db, asked: readonly CharacterId[]): Names {
  const rows = db
    .prepare<[string], [CharacterId, string | null]>(
      'SELECT id, name FROM character WHERE hidden = 0 OR id IN (SELECT value FROM json_each(?))',
    )
    .raw();
  const { series, aliases } = openCatalogue(db);
  const castOf = (id: CharacterId): CastNames | undefined => {
    const cast = { series: series.of(id), aliases: aliases.of(id) };
    return cast.series.length + cast.aliases.length > 0 ? cast : undefined;
  };
  const all = rows.all(JSON.stringify(asked));
  return new Map(all.map(([id, name]) => [id, { name, cast: name === null ? undefined : castOf(id) }]));
}

/** Leaves out what is no face (`shown = 0`). Reads row by row, since there may be a million. */
function facesByPicture(db: Db, names: Names): Map<PictureId, NamingFace[]> {
  const byPicture = new Map<PictureId, NamingFace[]>();
  const rows = db.prepare<[], FaceRow>(
    `SELECT face.id, face.picture, face.character, face.x, face.width * face.height AS area, k.face IS NOT NULL AS sure,
       (SELECT o.name FROM outfit o WHERE o.face = face.id AND o.character = face.character) AS outfit
     FROM face LEFT JOIN confirmed k ON k.face = face.id AND k.character = face.character
     WHERE face.shown = 1`,
  );
  for (const { id, picture, character: of, x, area, sure, outfit } of rows.iterate()) {
    const character = of !== null && names.has(of) ? of : null;
    const { name = null, cast } = (character === null ? undefined : names.get(character)) ?? {};
    const known = { id, character, name, sure: sure === 1, x, area };
    // Most faces have neither: no room is taken for them.
    const face = outfit === null && !cast ? known : { ...known, outfit: outfit ?? undefined, cast };
    const others = byPicture.get(picture);
    if (others) others.push(face);
    else byPicture.set(picture, [face]);
  }
  return byPicture;
}

function scopeTest({ characters, pictures, below }: RenameScope): (file: LibraryFile) => boolean {
  const wanted = pictures && new Set(pictures);
  const cast = characters && new Set(characters);
  return ({ path, picture, faces }) => {
    if (below !== undefined && !isInside(path, below)) return false;
    if (wanted && (picture === null || !wanted.has(picture))) return false;
    return !cast || faces.some(({ character }) => character !== null && cast.has(character));
  };
}

/** Files of one folder mostly follow each other: they share one string for its path. */
function pathSplitter(): (path: string) => { folder: string; name: string } {
  let folder = '';
  return (path) => {
    const at = path.lastIndexOf(sep);
    if (at !== folder.length || !path.startsWith(folder)) folder = parentOf(path, sep) ?? '';
    return { folder, name: path.slice(at + 1) };
  };
}
