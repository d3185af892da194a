import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/engine-api.ts';
import type { Face, FoundFaces } from '../../electron/contract/faces-api.ts';
import { FaceCriteria } from '../criteria/face-criteria.svelte.ts';

/** A search through all pictures. It outlives its view, so that coming back finds it as it was. */
export class FaceSearch {
  readonly criteria = new FaceCriteria();
  /** What the last answer counted; null before there is one. */
  found = $state.raw<Pick<FoundFaces, 'total' | 'pictures'> | null>(null);

  /** Grows when the artist asks for the search: the field takes the focus. */
  called = $state(0);

  readonly #engine: Pick<EngineApi, 'searchFaces'>;

  constructor(engine: Pick<EngineApi, 'searchFaces'>) {
    this.#engine = engine;
  }

  async load(page: Page): Promise<readonly Face[]> {
    const { filter, key } = this.criteria;
    const { faces, total, pictures } = await this.#engine.searchFaces(filter, page);
    // An answer to what is no longer asked counts nothing.
    if (key === this.criteria.key) this.found = { total, pictures };
    return faces;
  }
}
