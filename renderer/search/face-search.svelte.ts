import type { Collection } from '../../electron/contract/catalogue-model.ts';
import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Face, FoundFaces } from '../../electron/contract/api/faces-api.ts';
import type { Folder } from '../../electron/contract/api/library-api.ts';
import type { KnownNames } from '../../electron/contract/query/complete-query.ts';
import { FaceCriteria } from '../criteria/face-criteria.svelte.ts';
import { QueryField } from '../query/query-field.svelte.ts';
import { queryOf } from './query-of.ts';

interface Around {
  readonly engine: Pick<EngineApi, 'searchFaces' | 'checkQuery' | 'pictureShapes'>;
  readonly names: () => KnownNames;
  readonly folders: () => readonly Folder[];
  readonly collections: () => readonly Collection[];
  /** The folder on disk that everything is narrowed to. */
  readonly below?: () => string | null;
}

/** A search through all pictures. It outlives its view, so that coming back finds it as it was. */
export class FaceSearch {
  readonly criteria: FaceCriteria;
  readonly field: QueryField;
  /** What the last answer counted; null before there is one. */
  found = $state.raw<Pick<FoundFaces, 'total' | 'pictures'> | null>(null);
  /** Pictures that fit, where no face does: nobody is seen in them. */
  withoutFace = $state(0);

  /** Grows when the artist asks for the search: the field takes the focus. */
  called = $state(0);

  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
    this.criteria = new FaceCriteria(around.below);
    this.field = new QueryField(around.engine, around.names, (query) => (this.criteria.query = query));
  }

  /** All that is asked, in the language of the field. */
  readonly query = $derived.by(() => queryOf(this.criteria, this.#around.folders(), this.#around.below?.() ?? null));
  /** The name under which it is kept; null: it is not. */
  readonly kept = $derived.by(
    () => this.#around.collections().find(({ query }) => query !== '' && query === this.query)?.name ?? null,
  );

  /** As which search it was opened, if it was: what is changed of it is most likely kept under that name. */
  openedAs = $state.raw<string | null>(null);

  clear(): void {
    this.openedAs = null;
    this.criteria.clear();
    this.field.set('');
  }

  ask(query: string): void {
    this.clear();
    this.field.set(query);
    this.openedAs = this.kept;
  }

  async load(page: Page): Promise<readonly Face[]> {
    const { filter, key } = this.criteria;
    const { faces, total, pictures } = await this.#around.engine.searchFaces(filter, page);
    // An answer to what is no longer asked counts nothing.
    if (key === this.criteria.key) this.found = { total, pictures };
    if (total === 0) await this.#countWithoutFace();
    return faces;
  }

  async #countWithoutFace(): Promise<void> {
    const { filter, key } = this.criteria;
    this.withoutFace = 0;
    const { count } = await this.#around.engine.pictureShapes({ filter }, 'newest');
    if (key === this.criteria.key) this.withoutFace = count;
  }
}
