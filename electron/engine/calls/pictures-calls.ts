import type { PicturesApi } from '../../contract/pictures-api.ts';
import type { Stores } from '../store/stores.ts';

/** Whole pictures, for grids of them. */
export function picturesCalls({ pictureList }: Stores): PicturesApi {
  return {
    pictureShapes: async (scope, sort) => pictureList.shapes(scope, sort),
    listPictures: async (scope, sort, page) => pictureList.page(scope, sort, page),
  };
}
