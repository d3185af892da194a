import type { Page } from '../../contract/checks.ts';
import type { Face, FaceListing, FacesApi } from '../../contract/api/faces-api.ts';
import type { CharacterId } from '../../contract/ids.ts';
import { conditionOf } from '../query/picture-search.ts';
import type { Stores } from '../store/stores.ts';
import { existingPicture } from './existing.ts';

/** What is in the library: characters, faces, pictures. */
export function facesCalls(stores: Stores): FacesApi {
  const { faces, characters, search } = stores;
  return {
    listCharacters: async () => characters.list(),
    listFaces: async (character, page, listing) => listFaces(stores, character, page, listing),
    async searchFaces(filter, page) {
      const found = search.search(filter, page, conditionOf(stores, filter));
      return { ...found, faces: faces.known(found.faces) };
    },
    filterCharacters: async (filter) => search.characters(filter, conditionOf(stores, filter)),
    listNotFaces: async (page) => faces.notFaces(page),
    getPicture: async (id) => existingPicture(stores, id),
  };
}

function listFaces(stores: Stores, character: CharacterId | null, page: Page, listing: FaceListing = {}): Face[] {
  const { faces, search } = stores;
  const { state, outfit, sort = 'similarity', filter } = listing;
  if (sort === 'similarity' && filter === undefined && outfit === undefined)
    return faces.ofCharacter(character, page, state);
  return faces.known(search.listed(character, page, listing, conditionOf(stores, filter ?? {})));
}
