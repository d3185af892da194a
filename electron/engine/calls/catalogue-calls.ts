import { catalogueSchemas, type CatalogueApi } from '../../contract/api/catalogue-api.ts';
import type { Edited } from '../../contract/api/edits-api.ts';
import { CatalogueEdits } from '../catalogue/catalogue-edits.ts';
import type { Journal } from '../edits/journal.ts';
import type { Stores } from '../store/stores.ts';
import type { AfterEdit } from './recognition-access.ts';

interface CatalogueParts {
  readonly stores: Stores;
  readonly journal: Journal;
  readonly edited: AfterEdit;
}

type CatalogueEditCalls = Pick<CatalogueApi, keyof CatalogueApi & keyof CatalogueEdits>;

/** Series, outfits, other names, tags and opinions. */
export function catalogueCalls(parts: CatalogueParts): CatalogueApi {
  const { series, characterTags, pictureTags, outfits, collections } = parts.stores.catalogue;
  return {
    ...editCalls(parts),
    listVocabulary: async () => ({
      series: series.counts(),
      characterTags: characterTags.counts(),
      pictureTags: pictureTags.counts(),
      outfits: outfits.counts(),
    }),
    listCollections: async () => collections.all(),
  };
}

/** Each method of CatalogueEdits is the call of the same name. */
function editCalls({ stores, journal, edited }: CatalogueParts): CatalogueEditCalls {
  const edits = new CatalogueEdits({ ...stores, journal });
  const names = Object.keys(catalogueSchemas).filter((name): name is keyof CatalogueEditCalls => name in edits);
  const call = (name: keyof CatalogueEditCalls) => {
    const edit = edits[name].bind(edits) as (...given: readonly unknown[]) => Edited;
    return async (...given: readonly unknown[]) => edited(edit(...given));
  };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as CatalogueEditCalls;
}
