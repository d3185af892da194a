import { sep } from 'node:path';
import type { Page } from '../../contract/checks.ts';
import type { LibraryFilter } from '../../contract/api/faces-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { PictureId } from '../../contract/ids.ts';
import { readQuery } from '../../contract/query/read-query.ts';
import type { Db } from '../store/database.ts';
import type { Stores } from '../store/stores.ts';
import { compileQuery } from './compile-query.ts';
import type { CompiledQuery } from './compiled-query.ts';
import { libraryNames } from './library-names.ts';

/** Throws `bad-query`; names that there are not fit nothing, see `unknown`. */
export function compiledQuery(stores: Pick<Stores, 'db' | 'catalogue'>, query: string): CompiledQuery {
  const { tree, errors } = readQuery(query);
  if (errors[0]) throw new AppError('bad-query', errors[0].subject);
  return compileQuery(tree, { names: libraryNames(stores), separator: sep });
}

/** The search of a filter; null where it has none. */
export function conditionOf(stores: Pick<Stores, 'db' | 'catalogue'>, { query }: LibraryFilter): CompiledQuery | null {
  return query === undefined ? null : compiledQuery(stores, query);
}

interface FoundPictureIds {
  readonly pictures: readonly PictureId[];
  readonly total: number;
}

/** The pictures of a search, newest file first. */
export function searchPictures(
  db: Db,
  { picture, parameters }: CompiledQuery,
  { offset, limit }: Page,
): FoundPictureIds {
  const found = db
    .prepare<[Record<string, string | number>], { pictures: string; total: number }>(searchSql(picture))
    .get({ ...parameters, offset, limit });
  if (!found) throw new Error('counting answers exactly one row');
  return { total: found.total, pictures: JSON.parse(found.pictures) as PictureId[] };
}

/** All of them, as a set: to compare with. */
export function picturesOf(db: Db, { picture, parameters }: CompiledQuery): ReadonlySet<PictureId> {
  const sql = `SELECT p.id FROM picture p WHERE p.files > 0 AND ${picture}`;
  return new Set(
    db
      .prepare<[Record<string, string | number>], PictureId>(sql)
      .pluck()
      .all({ ...parameters }),
  );
}

export function searchSql(picture: string): string {
  return `WITH found AS MATERIALIZED (
      SELECT p.id, (SELECT max(mtime_ms) FROM file f WHERE f.picture = p.id) AS at
      FROM picture p WHERE p.files > 0 AND ${picture}),
    page AS (SELECT id, at FROM found ORDER BY at DESC, id LIMIT @limit OFFSET @offset)
    SELECT (SELECT json_group_array(id ORDER BY at DESC, id) FROM page) AS pictures, (SELECT count(*) FROM found) AS total`;
}
