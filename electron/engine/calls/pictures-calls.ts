import { firstShapes, type PictureScope, type PicturesApi } from '../../contract/api/pictures-api.ts';
import { conditionOf } from '../query/picture-search.ts';
import type { Stores } from '../store/stores.ts';

/** Whole pictures, for grids of them. */
export function picturesCalls(stores: Stores): PicturesApi {
  const { pictureList } = stores;
  const searchOf = ({ filter = {} }: PictureScope) => conditionOf(stores, filter);
  return {
    pictureShapes: async (scope, sort) => {
      const { ids, shapes } = pictureList.look(scope, sort, searchOf(scope));
      return { count: ids.length, shapes: shapes.slice(0, firstShapes) };
    },
    furtherShapes: async (scope, sort) =>
      pictureList.seen(scope, sort, () => searchOf(scope)).shapes.slice(firstShapes),
    listPictures: async (scope, sort, page) => pictureList.page(scope, sort, page, () => searchOf(scope)),
  };
}
