import { folded } from '../../../contract/folded.ts';
import type { LibraryFilter, FaceListing } from '../../../contract/api/faces-api.ts';
import type { CharacterId, FaceId, PictureId } from '../../../contract/ids.ts';
import type { Page } from '../../../contract/checks.ts';
import type { Database as Db } from 'better-sqlite3';
import { EveryFace, type FoundFaces, type PicturesInOrder } from './every-face.ts';
import { writtenUntil } from './written.ts';
import { visible } from './faces.ts';
import { belowOf, filterSql, isOfCalled, type FilterSql } from './library-filter.ts';

type Parameters = Record<string, string | number | null>;

const withCharacter = 'LEFT JOIN character c ON c.id = face.character';
const states = { confirmed: 'k.face IS NOT NULL', suggested: 'k.face IS NULL' };
const inOutfit = 'SELECT name FROM outfit o WHERE o.face = face.id AND o.character = face.character';
const orders = {
  similarity: 'k.face IS NULL, face.similarity DESC, face.id',
  newest: '(SELECT max(mtime_ms) FROM file f WHERE f.picture = face.picture) DESC, face.id',
  path: '(SELECT min(path) FROM file f WHERE f.picture = face.picture), face.id',
};

/** From so many files on, looking for one face of each character is faster than looking at every face. */
const many = 30_000;

/** By the indexes of files and of faces alone, in the order of the latter. SQLite would sort all faces, not the few characters. */
const charactersOfFilesSql = `SELECT DISTINCT face.character
  FROM (SELECT picture FROM file INDEXED BY file_by_path WHERE path >= @below AND path < @beyond ORDER BY picture) AS f
  CROSS JOIN face INDEXED BY face_by_picture_shown ON face.picture = f.picture
  WHERE face.shown = 1 AND face.character IS NOT NULL`;
const charactersBelowSql = `SELECT c.id FROM character c WHERE EXISTS (
    SELECT 1 FROM face CROSS JOIN file f ON f.picture = face.picture
    WHERE face.character = c.id AND face.shown = 1 AND f.path >= @below AND f.path < @beyond)
  ORDER BY c.id`;

/** A search in SQL: a condition on a row of `picture` as p, one on a row of `face`, and their parameters. */
export interface SearchCondition {
  readonly picture: string;
  readonly face: string;
  /** See CompiledQuery. */
  readonly faces?: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Which faces and characters fit a filter: ids only, as pages are short and rows are not. */
export class FaceSearch {
  readonly #db: Db;
  readonly #whole: PicturesInOrder;
  readonly #every: EveryFace;
  readonly #manyBelow;
  /** Of the last search: its next page is asked for soon. */
  #kept: (InOrder & { readonly question: string; readonly written: string }) | null = null;

  constructor(db: Db, whole: PicturesInOrder) {
    this.#db = db;
    this.#whole = whole;
    this.#every = new EveryFace(db, whole);
    this.#manyBelow = db
      .prepare<[{ below: string; beyond: string }], number>(
        `SELECT count(*) FROM (SELECT 1 FROM file f WHERE f.path >= @below AND f.path < @beyond LIMIT ${many})`,
      )
      .pluck();
    db.function('folded', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? folded(text) : null));
  }

  /** Newest file first. */
  search(filter: LibraryFilter, { offset, limit }: Page, condition: SearchCondition | null = null): FoundFaces {
    if (condition) return this.#pageOf(foundBy(filter, condition), { offset, limit });
    if (Object.values(filter).every((each) => each === undefined)) return this.#every.page({ offset, limit });
    const { from, parameters } = searched(filter);
    // What takes the time is finding: it is done once, for the page and for what is counted.
    const answer = this.#db
      .prepare<[Parameters], { faces: string; total: number; pictures: number }>(
        `WITH found AS MATERIALIZED (SELECT face.id, face.picture, hit.at ${from}),
           page AS (SELECT id, at FROM found ORDER BY at DESC, id LIMIT @limit OFFSET @offset)
         SELECT (SELECT json_group_array(id ORDER BY at DESC, id) FROM page) AS faces,
           (SELECT count(*) FROM found) AS total, (SELECT count(DISTINCT picture) FROM found) AS pictures`,
      )
      .get({ ...parameters, offset, limit });
    if (!answer) throw new Error('counting answers exactly one row');
    return { ...answer, faces: JSON.parse(answer.faces) as FaceId[] };
  }

  #pageOf(found: Found, { offset, limit }: Page): FoundFaces {
    const { places, pictures } = this.#lookedUp(found);
    const page = places.subarray(offset, offset + limit);
    return { faces: Array.from(page, (place) => (place % beyondFaces) as FaceId), total: places.length, pictures };
  }

  #lookedUp(found: Found): InOrder {
    const question = JSON.stringify(found);
    const written = writtenUntil(this.#db);
    if (this.#kept?.question === question && this.#kept.written === written) return this.#kept;
    const answer = this.#inOrder(found);
    this.#kept = this.#db.inTransaction ? null : { ...answer, question, written };
    return answer;
  }

  /** By the order of all pictures that is known already: asking for the time of each takes longer than finding them. */
  #inOrder({ found, parameters }: Found): InOrder {
    const answer = this.#db
      .prepare<[Parameters], { faces: string; pictures: string }>(
        `SELECT json_group_array(id) AS faces, json_group_array(picture) AS pictures FROM (${found})`,
      )
      .get(parameters);
    const pictures = JSON.parse(answer?.pictures ?? '[]') as PictureId[];
    const order = this.#whole.newest();
    const all = new Float64Array(pictures.length);
    for (const [at, face] of (JSON.parse(answer?.faces ?? '[]') as FaceId[]).entries())
      all[at] = (order.places[pictures[at] ?? 0] ?? -1) * beyondFaces + face;
    const places = all.filter((place) => place >= 0).sort();
    return { places, pictures: countOf(places) };
  }

  /** The characters with a face that fits. */
  characters(filter: LibraryFilter, condition: SearchCondition | null = null): CharacterId[] {
    if (filter.below !== undefined && Object.keys(filter).length === 1) {
      const sql = this.#isLarge(filter.below) ? charactersBelowSql : charactersOfFilesSql;
      return this.#ids<CharacterId>(sql, belowOf(filter.below)).sort((a, b) => a - b);
    }
    const { from, parameters } = searched(filter, condition);
    const where = 'AND face.character IS NOT NULL';
    return this.#ids<CharacterId>(
      `SELECT DISTINCT face.character ${from} ${where} ORDER BY face.character`,
      parameters,
    );
  }

  /** A folder with so many files that most characters have a face in it. */
  #isLarge(below: string): boolean {
    return (this.#manyBelow.get(belowOf(below)) ?? 0) >= many;
  }

  /** Faces of a character, or of none. */
  listed(
    character: CharacterId | null,
    { offset, limit }: Page,
    listing: FaceListing,
    condition: SearchCondition | null = null,
  ): FaceId[] {
    const { sql, parameters } = listedSql(character, listing, condition);
    return this.#ids<FaceId>(sql, { ...parameters, offset, limit });
  }

  #ids<Id>(sql: string, parameters: Parameters): Id[] {
    return this.#db.prepare<[Parameters], Id>(sql).pluck().all(parameters);
  }
}

/** No face has such an id; times the most pictures it is still a number that stays exact. */
const beyondFaces = 2 ** 31;

/** Of how many pictures they are; those of one stand together. */
function countOf(places: Float64Array): number {
  let count = 0;
  let before = -1;
  for (const place of places) {
    const picture = Math.floor(place / beyondFaces);
    if (picture !== before) count += 1;
    before = picture;
  }
  return count;
}

interface Found {
  readonly found: string;
  readonly parameters: Parameters;
}

/** Faces of pictures that have a file, newest first: the picture's place and the face in one number, which is sorted faster than a pair. */
interface InOrder {
  readonly places: Float64Array;
  readonly pictures: number;
}

/** The faces that fit, each with its picture. */
function foundBy(filter: LibraryFilter, condition: SearchCondition): Found {
  if (condition.faces !== undefined && Object.keys(filter).length === 1)
    return { found: condition.faces, parameters: condition.parameters };
  const { from, parameters } = searchedBy(filter, condition);
  return { found: `SELECT face.id, face.picture ${from}`, parameters };
}

/** Files first: their pictures, with the time of the newest file that fits, and then the faces of those. */
export function searched(
  filter: LibraryFilter,
  condition: SearchCondition | null = null,
): { from: string; parameters: Parameters } {
  if (condition) return searchedBy(filter, condition);
  const { file, face, parameters, text, inPath } = filterSql(filter);
  const inName = text === null ? 'false' : isOfCalled;
  const hits = `(SELECT f.picture, max(f.mtime_ms) AS at, max(${inPath}) AS fits FROM file f
    WHERE f.picture IS NOT NULL AND ${file} GROUP BY f.picture)`;
  const from = `FROM ${hits} AS hit CROSS JOIN ${visible} AND face.picture = hit.picture ${withCharacter}
    WHERE (hit.fits OR ${inName}) AND ${face}`;
  return { from, parameters };
}

/** Pictures first, as the search finds them by its indexes. */
function searchedBy(filter: LibraryFilter, { picture, face, parameters }: SearchCondition) {
  const parts = filterSql(filter);
  const hits = `(SELECT p.id AS picture FROM picture p WHERE p.files > 0 AND ${picture})`;
  const names = filter.unnamed ? withCharacter : '';
  const from = `FROM ${hits} AS hit CROSS JOIN face ON face.picture = hit.picture AND face.shown = 1 ${names}
    WHERE ${face} AND ${parts.face} AND ${fitsFile(parts)}`;
  return { from, parameters: { ...parts.parameters, ...parameters } };
}

/** Faces first, by their character: a group is small beside the library. */
export function listedSql(
  character: CharacterId | null,
  { state, outfit, sort = 'similarity', filter = {} }: FaceListing,
  condition: SearchCondition | null = null,
): { sql: string; parameters: Parameters } {
  const parts = filterSql(filter);
  const fitsOutfit = outfit === undefined ? 'true' : `(${inOutfit}) IS @outfit`;
  const sql = `SELECT face.id FROM ${visible} ${withCharacter} LEFT JOIN confirmed k ON k.face = face.id
    WHERE face.character IS @character AND ${state ? states[state] : 'true'} AND ${fitsOutfit} AND ${parts.face} AND ${fitsFile(parts)}
      AND ${condition ? `${condition.picture} AND ${condition.face}` : 'true'}
    ORDER BY ${orders[sort]} LIMIT @limit OFFSET @offset`;
  const worn = outfit === undefined ? {} : { outfit };
  return { sql, parameters: { ...parts.parameters, ...condition?.parameters, ...worn, character } };
}

/** One file of the picture fits in all respects; what is looked for may be in the name instead. */
function fitsFile({ file, text, inPath }: FilterSql): string {
  const some = (condition: string) => `EXISTS (SELECT 1 FROM file f WHERE f.picture = face.picture AND ${condition})`;
  if (text === null) return file === 'true' ? 'true' : some(file);
  return `(${some(`${file} AND ${inPath}`)} OR (${isOfCalled} AND ${some(file)}))`;
}
