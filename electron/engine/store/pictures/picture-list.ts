import type { Page } from '../../../contract/checks.ts';
import type { LibraryFilter } from '../../../contract/api/faces-api.ts';
import type { PictureId } from '../../../contract/ids.ts';
import type { PictureRow, PictureScope, PictureSort } from '../../../contract/api/pictures-api.ts';
import type { Database as Db } from 'better-sqlite3';
import { collapsed, type Listed } from '../lists/collapsed.ts';
import { StackStore } from './stacked.ts';
import { faceless, isNobody } from '../faces/faceless.ts';
import type { SearchCondition } from '../faces/face-search.ts';
import { filterSql, isOfCalled } from '../faces/library-filter.ts';
import type { ChangeStore } from '../lists/changes.ts';
import { shapeSql, type WholeList } from '../lists/whole-list.ts';

type Parameters = Record<string, string | number>;

interface Answer {
  readonly ids: string;
  readonly shapes: string | null;
}

interface Row extends Omit<PictureRow, 'size' | 'favourite' | 'stack'> {
  readonly favourite: number;
  readonly cover: PictureId | null;
  readonly stacked: number;
  readonly width: number;
  readonly height: number;
  readonly isPreview: number;
}

/** So many lists are kept: the one on screen, and those that the artist goes back to. */
const mostKept = 6;

const orders = { newest: 'f.mtime_ms DESC, f.picture DESC', path: 'f.path' };
const facesOfPicture = 'FROM face o LEFT JOIN character c ON c.id = o.character WHERE o.picture = p.id AND o.shown = 1';

/** Whole pictures in order: which there are, how wide each is for its height, and what a grid shows of some of them. */
export class PictureListStore {
  readonly #db: Db;
  readonly #rows;
  readonly #stacks: StackStore;
  readonly #whole: WholeList;
  readonly #changes: Pick<ChangeStore, 'revision'>;
  readonly #kept = new Map<string, Listed & { readonly revision: number }>();

  constructor(db: Db, changes: Pick<ChangeStore, 'revision'>, whole: WholeList) {
    this.#db = db;
    this.#stacks = new StackStore(db);
    this.#changes = changes;
    this.#whole = whole;
    this.#rows = db.prepare<[string], Row>(
      `SELECT p.id, p.width, p.height, p.is_preview AS isPreview, p.files, p.shown_faces AS faces,
         coalesce((SELECT min(path) FROM file WHERE file.picture = p.id), '') AS path,
         (SELECT count(*) ${facesOfPicture} AND c.name IS NULL) AS unnamed,
         coalesce(a.rating, 0) AS rating, coalesce(a.favourite, 0) AS favourite, s.cover,
         (SELECT count(*) FROM stacked one JOIN picture two ON two.id = one.picture AND two.files > 0 WHERE one.cover = s.cover) AS stacked
       FROM json_each(?) AS asked CROSS JOIN picture p ON p.id = asked.value
       LEFT JOIN picture_about a ON a.picture = p.id LEFT JOIN stacked s ON s.picture = p.id ORDER BY asked.key`,
    );
  }

  /** All pictures of the scope, as they are now. */
  look(scope: PictureScope, sort: PictureSort, search: SearchCondition | null = null): Listed {
    const key = keyOf(scope, sort);
    const revision = this.#changes.revision();
    const before = this.#kept.get(key);
    const same = before?.revision === revision && isOfFilesAndFaces(scope);
    const listed = same ? before : { ...this.#read(scope, sort, search), revision };
    this.#kept.delete(key);
    this.#kept.set(key, listed);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return listed;
  }

  /** As the last look saw them. */
  seen(scope: PictureScope, sort: PictureSort, search: () => SearchCondition | null = () => null): Listed {
    return this.#kept.get(keyOf(scope, sort)) ?? this.look(scope, sort, search());
  }

  /** Some of `seen`. */
  page(
    scope: PictureScope,
    sort: PictureSort,
    { offset, limit }: Page,
    search: () => SearchCondition | null = () => null,
  ): PictureRow[] {
    return this.rows(this.seen(scope, sort, search).ids.slice(offset, offset + limit));
  }

  /** What is known of these pictures, in the given order. One that has gone since keeps its place, without a path. */
  rows(ids: readonly PictureId[]): PictureRow[] {
    return this.#rows
      .all(JSON.stringify(ids))
      .map(({ width, height, isPreview, favourite, cover, stacked, ...row }) => {
        const stack = cover === null || stacked < 2 ? {} : { stack: { cover, pictures: stacked } };
        return { ...row, favourite: favourite === 1, size: { width, height, isPreview: isPreview === 1 }, ...stack };
      });
  }

  #read(scope: PictureScope, sort: PictureSort, search: SearchCondition | null): Listed {
    const { stacked } = scope;
    const all = this.#readAll(scope, sort, search);
    return stacked ? collapsed(all, this.#stacks.all(), new Set(stacked.open)) : all;
  }

  #found({ picture, parameters }: SearchCondition): PictureId[] {
    const found = this.#db.prepare<[Parameters], string>(foundSql(picture)).pluck().get(parameters);
    return JSON.parse(found ?? '[]') as PictureId[];
  }

  #readAll(scope: PictureScope, sort: PictureSort, search: SearchCondition | null): Listed {
    const { character, faces, filter = {} } = scope;
    if (character === undefined && faces === undefined && isInFolder(filter))
      return this.#whole.look(filter.below, sort, search && this.#found(search));
    const { sql, parameters } = picturesSql(scope, sort, search);
    const answer = this.#db.prepare<[Parameters], Answer>(sql).get(parameters);
    if (!answer) throw new Error('an aggregate answers exactly one row');
    return withoutCopies({ ids: JSON.parse(answer.ids) as PictureId[], shapes: answer.shapes ?? '' });
  }
}

/** In any order. */
const foundSql = (picture: string) => `SELECT json_group_array(p.id) FROM picture p WHERE p.files > 0 AND ${picture}`;

/** A folder and a search say which pictures these are, and no more. */
function isInFolder(filter: LibraryFilter): boolean {
  return Object.keys(filter).every((part) => part === 'below' || part === 'query');
}

/** Nothing else that may change says which pictures these are: no name, no tag. */
function isOfFilesAndFaces({ filter = {} }: PictureScope): boolean {
  return Object.keys(filter).every((part) => part === 'below');
}

function keyOf({ character, faces, filter = {}, stacked }: PictureScope, sort: PictureSort): string {
  return JSON.stringify([sort, character, faces, filter, stacked]);
}

/** One row with all: reading 200,000 rows one by one takes several times as long. A picture with copies is in it once for each file. */
export function picturesSql(
  scope: PictureScope,
  sort: PictureSort,
  search: SearchCondition | null = null,
): { sql: string; parameters: Parameters } {
  const { conditions, parameters } = conditionsOf(scope);
  const searched = search ? [search.picture] : [];
  const where = ['p.width IS NOT NULL', ...searched, ...conditions, ...facesOfScope(scope)].join(' AND ');
  const from = fromSql(scope, sort, search !== null);
  const rows = `SELECT p.id AS id, ${shapeSql} AS shape FROM ${from} WHERE ${where} ORDER BY ${orders[sort]}`;
  return {
    sql: `SELECT json_group_array(id) AS ids, group_concat(shape, '') AS shapes FROM (${rows})`,
    parameters: {
      ...parameters,
      ...search?.parameters,
      ...(scope.character === undefined ? {} : { character: scope.character }),
    },
  };
}

/**
 * Faces first: a character is small beside the library; so is what a search finds. Otherwise the files as an index has them: in this order,
 * or of a folder.
 */
function fromSql({ faces, character, filter }: PictureScope, sort: PictureSort, searched: boolean): string {
  const below = filter?.below;
  if (faces !== undefined) return 'picture p INDEXED BY picture_without_face CROSS JOIN file f ON f.picture = p.id';
  if (character !== undefined)
    return `(SELECT DISTINCT picture FROM face WHERE character = @character AND shown = 1) AS with_face
      CROSS JOIN file f ON f.picture = with_face.picture CROSS JOIN picture p ON p.id = f.picture`;
  if (searched && below === undefined) return 'picture p CROSS JOIN file f ON f.picture = p.id';
  const index = sort === 'newest' && below === undefined ? 'file_by_time' : 'file_by_path';
  return `file f INDEXED BY ${index} CROSS JOIN picture p ON p.id = f.picture`;
}

function conditionsOf({ filter = {} }: PictureScope): { conditions: string[]; parameters: Parameters } {
  const { file, parameters, text, inPath } = filterSql(filter);
  const conditions = [file, ...conditionsOnFaces(filter)];
  if (text !== null) {
    const inName = `p.id IN (SELECT picture FROM face WHERE shown = 1 AND ${isOfCalled})`;
    conditions.push(`(${inPath} OR ${inName})`);
  }
  return { conditions, parameters };
}

function facesOfScope({ faces }: PictureScope): string[] {
  if (faces === undefined) return [];
  return [faceless, faces === 'nobody' ? isNobody : `NOT ${isNobody}`];
}

function conditionsOnFaces({ minFaces, maxFaces, unnamed }: LibraryFilter): string[] {
  return [
    ...(minFaces === undefined ? [] : ['p.shown_faces >= @minFaces']),
    ...(maxFaces === undefined ? [] : ['p.shown_faces <= @maxFaces']),
    ...(unnamed ? [`EXISTS (SELECT 1 ${facesOfPicture} AND c.name IS NULL)`] : []),
  ];
}

/** Each picture where its first file stands. A mark for each id: a set of 200,000 takes ten times as long. */
function withoutCopies({ ids, shapes }: Listed): Listed {
  let largest = 0;
  for (const id of ids) largest = Math.max(largest, id);
  const seen = new Uint8Array(largest + 1);
  const firsts: number[] = [];
  for (const [at, id] of ids.entries()) {
    if (seen[id] === 0) firsts.push(at);
    seen[id] = 1;
  }
  if (firsts.length === ids.length) return { ids, shapes };
  return { ids: firsts.map((at) => ids[at] as PictureId), shapes: firsts.map((at) => shapes[at]).join('') };
}
