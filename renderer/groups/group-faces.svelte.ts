import type { Page } from '../../electron/contract/checks.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { FaceListing, Face } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import { FaceCriteria } from '../criteria/face-criteria.svelte.ts';
import { suggestionsFirst } from '../faces/suggestions.ts';

export type FaceSort = NonNullable<FaceListing['sort']>;
export const faceSorts: readonly FaceSort[] = ['similarity', 'newest', 'path'];

/** The most that the engine gives at once. */
const facesAtOnce = 10_000;

export interface GroupCounts {
  readonly faces: number;
  readonly suggestions: number;
}

interface Found {
  readonly faces: readonly Face[];
  readonly suggestions: number;
}

/** The faces of one group (null: without a group), sorted and filtered as the artist wants; what waits for an answer first. */
export class GroupFaces {
  readonly criteria: FaceCriteria;
  sort = $state<FaceSort>('similarity');
  /** Only faces in this outfit; null: in none; undefined: all. */
  outfit = $state<string | null | undefined>(undefined);

  readonly #engine: Pick<EngineApi, 'listFaces'>;
  readonly #group: CharacterId | null;
  readonly #counts: () => GroupCounts;
  #found = $state.raw<Found | null>(null);
  #finding: { readonly asked: string; readonly answer: Promise<Found> } | null = null;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(
    engine: Pick<EngineApi, 'listFaces'>,
    group: CharacterId | null,
    counts: () => GroupCounts,
    below?: () => string | null,
  ) {
    this.criteria = new FaceCriteria(below);
    this.#engine = engine;
    this.#group = group;
    this.#counts = counts;
  }

  /** Not all faces of the group are asked for. */
  readonly narrowed = $derived.by(() => this.criteria.narrowed || this.outfit !== undefined);
  readonly #filtered = $derived.by(() => (this.narrowed ? this.#found : null));
  readonly count = $derived.by(() => this.#filtered?.faces.length ?? this.#counts().faces);
  readonly suggestions = $derived.by(() => this.#filtered?.suggestions ?? this.#counts().suggestions);
  readonly #listing = $derived.by((): FaceListing => {
    const { outfit } = this;
    return { sort: this.sort, filter: this.criteria.filter, ...(outfit === undefined ? {} : { outfit }) };
  });
  /** Another value: other faces, or the same in another order; whoever shows them starts anew. */
  readonly asked = $derived.by(() => JSON.stringify(this.#listing));

  clear(): void {
    this.criteria.clear();
    this.outfit = undefined;
  }

  async load(page: Page): Promise<readonly Face[]> {
    if (this.narrowed) {
      // The engine counts no filtered faces: a group's are few enough to be fetched as a whole.
      const { faces } = await this.#findOnce();
      return faces.slice(page.offset, page.offset + page.limit);
    }
    const { sort } = this;
    if (this.#group === null) return this.#engine.listFaces(null, page, { sort });
    const list = suggestionsFirst(this.#engine, this.#group, () => this.#counts().suggestions, { sort });
    return list(page);
  }

  /** Pages that are asked for at the same time are of one answer. */
  #findOnce(): Promise<Found> {
    const { asked } = this;
    if (this.#finding?.asked !== asked) {
      const answer = this.#find(asked, this.#listing).finally(() => (this.#finding = null));
      this.#finding = { asked, answer };
    }
    return this.#finding.answer;
  }

  async #find(asked: string, listing: FaceListing): Promise<Found> {
    const all = (state?: 'suggested' | 'confirmed') => this.#all({ ...listing, ...(state && { state }) });
    const apart = this.#group !== null && this.#counts().suggestions > 0;
    const [first, rest] = await Promise.all([apart ? all('suggested') : [], all(apart ? 'confirmed' : undefined)]);
    const found = { faces: [...first, ...rest], suggestions: first.length };
    // An answer to what is no longer asked counts nothing.
    if (asked === this.asked) this.#found = found;
    return found;
  }

  async #all(listing: FaceListing): Promise<Face[]> {
    const faces: Face[] = [];
    let page: readonly Face[];
    do {
      page = await this.#engine.listFaces(this.#group, { offset: faces.length, limit: facesAtOnce }, listing);
      faces.push(...page);
    } while (page.length === facesAtOnce);
    return faces;
  }
}
