import type { PictureScope, PicturesApi } from '../../contract/api/pictures-api.ts';
import { conditionOf } from '../query/picture-search.ts';
import type { Stores } from '../store/stores.ts';

/** Whole pictures, for grids of them. */
export function picturesCalls(stores: Stores): PicturesApi {
  const { pictureList } = stores;
  const searchOf = ({ filter = {} }: PictureScope) => conditionOf(stores, filter);
  return {
    pictureShapes: async (scope, sort) => pictureList.shapes(scope, sort, searchOf(scope)),
    listPictures: async (scope, sort, page) => pictureList.page(scope, sort, page, () => searchOf(scope)),
  };
}
