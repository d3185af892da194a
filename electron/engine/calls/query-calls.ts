import type { QueryApi } from '../../contract/api/query-api.ts';
import { readQuery } from '../../contract/query/read-query.ts';
import { foundPictures } from '../query/found-pictures.ts';
import { compiledQuery, searchPictures } from '../query/picture-search.ts';
import type { Stores } from '../store/stores.ts';

/** Pictures by a search. */
export function queryCalls(stores: Stores): QueryApi {
  const describe = foundPictures(stores);
  return {
    async searchPictures(query, page) {
      const { pictures, total } = searchPictures(stores, compiledQuery(stores, query), page);
      return { pictures: pictures.map(describe), total };
    },
    async checkQuery(query) {
      const { errors } = readQuery(query);
      if (errors.length > 0) return errors;
      return compiledQuery(stores, query).unknown.toSorted((a, b) => a.from - b.from);
    },
  };
}
