import { sep } from 'node:path';
import type { Page } from '../../contract/checks.ts';
import type { LibraryFilter } from '../../contract/api/faces-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { PictureId } from '../../contract/ids.ts';
import { readQuery } from '../../contract/query/read-query.ts';
import type { Db } from '../store/database.ts';
import { picturesAt, placesOf } from '../store/lists/whole-list.ts';
import type { Stores } from '../store/stores.ts';
import { compileQuery } from './compile-query.ts';
import type { CompiledQuery } from './compiled-query.ts';
import { libraryNames } from './library-names.ts';

/** Throws `bad-query`; names that there are not fit nothing, see `unknown`. */
export function compiledQuery(stores: Pick<Stores, 'db' | 'catalogue' | 'knownFiles'>, query: string): CompiledQuery {
  const { tree, errors } = readQuery(query);
  if (errors[0]) throw new AppError('bad-query', errors[0].subject);
  return compileQuery(tree, { names: libraryNames(stores), files: stores.knownFiles, separator: sep });
}

/** The search of a filter; null where it has none. */
export function conditionOf(
  stores: Parameters<typeof compiledQuery>[0],
  { query }: LibraryFilter,
): CompiledQuery | null {
  return query === undefined ? null : compiledQuery(stores, query);
}

interface FoundPictureIds {
  readonly pictures: readonly PictureId[];
  readonly total: number;
}

/** The pictures of a search, newest file first. */
export function searchPictures(
  { db, whole }: Pick<Stores, 'db' | 'whole'>,
  query: CompiledQuery,
  { offset, limit }: Page,
): FoundPictureIds {
  const order = whole.newest();
  const places = placesOf(order, found(db, query));
  return { total: places.length, pictures: picturesAt(order, places.subarray(offset, offset + limit)) };
}

/** All of them, as a set: to compare with. */
export function picturesOf(db: Db, query: CompiledQuery): ReadonlySet<PictureId> {
  return new Set(found(db, query));
}

/** One row with all: reading them one by one takes longer. */
function found(db: Db, { picture, parameters }: CompiledQuery): PictureId[] {
  const answer = db.prepare<[Record<string, string | number>], string>(searchSql(picture)).pluck().get(parameters);
  return JSON.parse(answer ?? '[]') as PictureId[];
}

export function searchSql(picture: string): string {
  return `SELECT json_group_array(p.id) FROM picture p WHERE p.files > 0 AND ${picture}`;
}
