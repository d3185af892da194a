import { setImmediate as nextTurn } from 'node:timers/promises';
import { noAppraisal, type Alias, type Rating } from '../../contract/catalogue-model.ts';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import type { ExportCounts } from '../../contract/api/export-api.ts';
import { openCatalogue } from '../store/catalogue/catalogue.ts';
import type { Db } from '../store/database.ts';
import { belowOf } from '../store/faces/library-filter.ts';

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
  readonly state: 'confirmed' | 'suggested' | 'grouped' | null;
  /** What the character wears there. */
  readonly outfit: string | null;
  /** Of the character, as all that follows; then of the picture. */
  readonly series: readonly string[];
  readonly aliases: readonly string[];
  readonly characterTags: readonly string[];
  readonly characterRating: Rating;
  readonly characterFavourite: boolean;
  readonly characterNote: string;
  readonly tags: readonly string[];
  readonly rating: Rating;
  readonly favourite: boolean;
  readonly note: string;
  /** The aliases with their languages; in no table. */
  readonly spoken: readonly Alias[];
}

type Said = ReturnType<ReturnType<typeof saidReader>>;

type FaceRow = Omit<ExportedFace, keyof Said | 'path'>;

/**
 * The faces of each file of a scope that has any, by path. What is no face is not among them, and faces of a hidden character are only
 * where the scope asks for that character. A library has millions: some files are read at a time, and calls are answered in between.
 */
export async function* facesToExport(db: Db, scope: RenameScope): AsyncGenerator<readonly ExportedFace[]> {
  const asked = scope.characters && new Set(scope.characters);
  for await (const faces of facesByFile(db, scope)) {
    const wanted = asked ? faces.filter(({ character }) => character !== null && asked.has(character)) : faces;
    if (wanted.length > 0) yield wanted;
  }
}

/** The same, with all faces of the files that have one of the scope: what a sidecar of such a file is about. */
export async function* facesOfPictures(db: Db, scope: RenameScope): AsyncGenerator<readonly ExportedFace[]> {
  const asked = scope.characters && new Set(scope.characters);
  for await (const faces of facesByFile(db, scope))
    if (faces.some(({ character }) => !asked || (character !== null && asked.has(character)))) yield faces;
}

/** How many of what `facesToExport` answers. */
export async function countFaces(db: Db, scope: RenameScope): Promise<ExportCounts> {
  const counted = db.prepare<[PartParameters], { picture: PictureId; faces: number; named: number }>(
    `SELECT face.picture, count(*) AS faces, count(c.name) AS named ${facesOfPart}
     AND (@all = 1 OR face.character IN ${askedCharacters}) GROUP BY face.picture`,
  );
  const counts = { faces: 0, files: 0, namedFiles: 0 };
  const all = scope.characters ? 0 : 1;
  for await (const files of filesInScope(db, scope)) {
    const found = new Map(counted.all({ ...partOf(files, scope), all }).map((row) => [row.picture, row]));
    for (const { picture } of files) {
      const { faces = 0, named = 0 } = found.get(picture) ?? {};
      counts.faces += faces;
      counts.files += faces > 0 ? 1 : 0;
      counts.namedFiles += named > 0 ? 1 : 0;
    }
  }
  return counts;
}

async function* facesByFile(db: Db, scope: RenameScope): AsyncGenerator<readonly ExportedFace[]> {
  const said = saidReader(db);
  const rows = db.prepare<[PartParameters], FaceRow>(
    `SELECT face.picture, p.width AS pictureWidth, p.height AS pictureHeight, face.id AS face,
       face.x, face.y, face.width, face.height, face.score, face.character, c.name, face.similarity,
       CASE WHEN c.id IS NULL THEN NULL
            WHEN EXISTS (SELECT 1 FROM confirmed k WHERE k.face = face.id AND k.character = c.id) THEN 'confirmed'
            WHEN c.confirmed = 1 THEN 'suggested' ELSE 'grouped' END AS state,
       (SELECT o.name FROM outfit o WHERE o.face = face.id AND o.character = face.character) AS outfit
     ${facesOfPart} ORDER BY face.id`,
  );
  for await (const files of filesInScope(db, scope)) {
    const byPicture = Map.groupBy(rows.all(partOf(files, scope)), ({ picture }) => picture);
    for (const { path, picture } of files) {
      const faces = byPicture.get(picture) ?? [];
      if (faces.length > 0) yield faces.map((face) => ({ path, ...face, ...said(face.character, picture) }));
    }
  }
}

interface FileRow {
  readonly path: string;
  readonly picture: PictureId;
}

/** Of a scope, as JSON lists; see `filesInScope`. */
interface PartParameters {
  readonly pictures: string;
  readonly characters: string;
  readonly all?: number;
}

const askedCharacters = '(SELECT value FROM json_each(@characters))';
/** What is no face, and faces of hidden characters that nobody asked for, are not among them. */
const facesOfPart = `FROM json_each(@pictures) AS asked CROSS JOIN face ON face.picture = asked.value AND face.shown = 1
  JOIN picture p ON p.id = face.picture LEFT JOIN character c ON c.id = face.character
  WHERE (c.hidden IS NOT 1 OR c.id IN ${askedCharacters})`;

function partOf(files: readonly FileRow[], { characters = [] }: RenameScope): PartParameters {
  const pictures = [...new Set(files.map(({ picture }) => picture))];
  return { pictures: JSON.stringify(pictures), characters: JSON.stringify(characters) };
}

/** So many are read in some milliseconds. */
const filesAtOnce = 500;

/** Files of pictures that were looked at, by path, in parts; calls are answered in between. */
async function* filesInScope(db: Db, { characters, pictures, below }: RenameScope): AsyncGenerator<readonly FileRow[]> {
  const range = below === undefined ? null : belowOf(below);
  const shown = `SELECT picture FROM face WHERE shown = 1 AND character IN ${askedCharacters}`;
  const conditions = [
    'f.path > @after AND p.width IS NOT NULL',
    ...(range ? ['f.path < @beyond'] : []),
    ...(pictures ? ['f.picture IN (SELECT value FROM json_each(@pictures))'] : []),
    ...(characters ? [`f.picture IN (${shown})`] : []),
  ];
  const part = db.prepare<[Record<string, string | number>], FileRow>(
    `SELECT f.path, f.picture FROM file f JOIN picture p ON p.id = f.picture
     WHERE ${conditions.join(' AND ')} ORDER BY f.path LIMIT @limit`,
  );
  const parameters = {
    limit: filesAtOnce,
    ...(range && { beyond: range.beyond }),
    ...(pictures && { pictures: JSON.stringify(pictures) }),
    ...(characters && { characters: JSON.stringify(characters) }),
  };
  for (let after = range?.below ?? ''; ;) {
    const files = part.all({ ...parameters, after });
    if (files.length > 0) yield files;
    if (files.length < filesAtOnce) return;
    after = (files.at(-1) as FileRow).path;
    await nextTurn();
  }
}

/** What was said of a character and of a picture beside names. Read once of each. */
function saidReader(db: Db) {
  const catalogue = openCatalogue(db);
  const ofCharacter = remembered((id: CharacterId | null) => {
    const { rating, favourite, note } = id === null ? noAppraisal : catalogue.characterAppraisals.of(id);
    const spoken = id === null ? [] : catalogue.aliases.of(id);
    return {
      series: id === null ? [] : catalogue.series.of(id),
      aliases: spoken.map(({ name }) => name),
      spoken,
      characterTags: id === null ? [] : catalogue.characterTags.of(id),
      characterRating: rating,
      characterFavourite: favourite,
      characterNote: note,
    };
  });
  const ofPicture = remembered((id: PictureId) => ({
    tags: catalogue.pictureTags.of(id),
    ...catalogue.pictureAppraisals.of(id),
  }));
  return (character: CharacterId | null, picture: PictureId) => ({ ...ofCharacter(character), ...ofPicture(picture) });
}

function remembered<Id, Value>(read: (id: Id) => Value): (id: Id) => Value {
  const known = new Map<Id, Value>();
  return (id) => {
    const value = known.get(id) ?? read(id);
    known.set(id, value);
    return value;
  };
}
