import type { Collection, Vocabulary } from '../../electron/contract/catalogue-model.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import { Resource } from '../library/resource.svelte.ts';

/** The series, tags and outfits that there are, and the searches that are kept. */
export class CatalogueState {
  readonly vocabulary: Resource<Vocabulary>;
  readonly collections: Resource<readonly Collection[]>;

  constructor(engine: Pick<EngineApi, 'listVocabulary' | 'listCollections'>) {
    this.vocabulary = new Resource(() => engine.listVocabulary());
    this.collections = new Resource(() => engine.listCollections());
  }

  connected(): void {
    this.vocabulary.refresh();
    this.collections.refresh();
  }

  /** Only edits change them. */
  changed(topics: readonly Topic[]): void {
    if (topics.includes('history')) this.connected();
  }

  readonly series = $derived.by(() => namesOf(this.vocabulary.value?.series));
  readonly tags = $derived.by(() => {
    const { characterTags = [], pictureTags = [] } = this.vocabulary.value ?? {};
    return namesOf([...characterTags, ...pictureTags]);
  });
  readonly outfits = $derived.by(() => namesOf(this.vocabulary.value?.outfits));
}

function namesOf(counted: readonly { readonly name: string }[] = []): readonly string[] {
  return [...new Set(counted.map(({ name }) => name))];
}
