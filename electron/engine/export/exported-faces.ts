import { noAppraisal, type Alias, type Rating } from '../../contract/catalogue-model.ts';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import type { RenameScope } from '../../contract/rename/rename-model.ts';
import { isInside } from '../pipeline/folders/is-inside.ts';
import { openCatalogue } from '../store/catalogue/catalogue.ts';
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

interface FaceRow extends Omit<ExportedFace, keyof Said> {
  readonly hidden: 0 | 1 | null;
}

/**
 * Faces of a scope by path. What is no face is not among them, and faces of a hidden character are only where the scope
 * asks for that character.
 */
export function facesToExport(db: Db, scope: RenameScope): ExportedFace[] {
  const { characters } = scope;
  const asked = characters && new Set(characters);
  return facesInScope(db, scope).filter(
    ({ character }) => asked === undefined || (character !== null && asked.has(character)),
  );
}

/** All faces of the files that have one of the scope: what a sidecar of such a file is about. */
export function facesOfPictures(db: Db, scope: RenameScope): ExportedFace[] {
  const faces = facesInScope(db, scope);
  if (scope.characters === undefined) return faces;
  const asked = new Set(scope.characters);
  const pictures = new Set(
    faces.flatMap(({ picture, character }) => (character !== null && asked.has(character) ? [picture] : [])),
  );
  return faces.filter(({ picture }) => pictures.has(picture));
}

function facesInScope(db: Db, { characters, pictures, below }: RenameScope): ExportedFace[] {
  const wanted = pictures && new Set(pictures);
  const asked = new Set(characters);
  const said = saidReader(db);
  return db
    .prepare<[], FaceRow>(
      `SELECT f.path, f.picture, p.width AS pictureWidth, p.height AS pictureHeight, face.id AS face,
              face.x, face.y, face.width, face.height, face.score, face.character, c.name, face.similarity, c.hidden,
              CASE WHEN c.id IS NULL THEN NULL
                   WHEN EXISTS (SELECT 1 FROM confirmed k WHERE k.face = face.id AND k.character = c.id) THEN 'confirmed'
                   WHEN c.confirmed = 1 THEN 'suggested' ELSE 'grouped' END AS state,
              (SELECT o.name FROM outfit o WHERE o.face = face.id AND o.character = face.character) AS outfit
       FROM face JOIN picture p ON p.id = face.picture JOIN file f ON f.picture = face.picture
       LEFT JOIN character c ON c.id = face.character
       WHERE p.width IS NOT NULL AND face.shown = 1 ORDER BY f.path, face.id`,
    )
    .all()
    .filter(({ path, picture }) => (below === undefined || isInside(path, below)) && (wanted?.has(picture) ?? true))
    .filter(({ hidden, character }) => hidden !== 1 || (character !== null && asked.has(character)))
    .map(({ hidden: _, ...face }) => ({ ...face, ...said(face.character, face.picture) }));
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
