import type { KnownNames } from '../../electron/contract/query/complete-query.ts';
import type { CatalogueState } from '../catalogue/catalogue.svelte.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Translate } from '../i18n/translate.ts';
import { fileName } from '../i18n/wording.ts';
import type { Library } from '../library/library.svelte.ts';

/** What a search can name, as it is now. */
export function knownNames(
  characters: CharacterList,
  catalogue: CatalogueState,
  library: Pick<Library, 'folders'>,
  t: Translate,
): KnownNames {
  const named = characters.all.flatMap(({ name, about }) =>
    name === null ? [] : [{ name, others: about?.aliases.map((alias) => alias.name) ?? [] }],
  );
  const { series, tags, outfits } = catalogue;
  return {
    characters: named,
    series,
    tags,
    outfits,
    words: { field: (field) => t(`query.field.${field}`), is: (word) => t(`query.is.${word}`) },
    folders: (library.folders.value ?? []).map(({ path }) => fileName(path)),
  };
}
