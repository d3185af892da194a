import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import {
  applyChanges,
  completeName,
  filterCharacters,
  namedAs,
  orderCharacters,
  sortCharacters,
} from './character-order.ts';
import { GroupSearch } from './group-search.svelte.ts';
import { Resource, type Known } from '../library/resource.svelte.ts';

const completions = 6;
const mostRecent = 12;

/** A pointer left lying in the grid must not keep the groups from being sorted for good. */
const holdMs = 4_000;

/** All groups, in an order that holds still while the artist points at them. */
export class CharacterList {
  readonly search: GroupSearch;

  readonly resource: Known<readonly Character[]>;
  /** Groups with a face that fits what is looked for; asked for as long as something is. */
  readonly fitting: Resource<ReadonlySet<CharacterId>>;
  #shown = $state.raw<readonly Character[]>([]);
  #latest: readonly Character[] = [];
  /** Names are sorted as this language does. */
  readonly #locale: () => string;
  readonly #holders = new Set<'naming' | 'menu'>();
  #calm: ReturnType<typeof setTimeout> | undefined;

  /**
   * `resource`: the same list as the engine has answered it last; `take` gets each. `below`: the folder on disk that everything is narrowed to.
   */
  constructor(
    engine: Pick<EngineApi, 'filterCharacters'>,
    resource: Known<readonly Character[]>,
    locale: () => string = () => 'en',
    below?: () => string | null,
  ) {
    this.search = new GroupSearch(below);
    this.#locale = locale;
    this.resource = resource;
    this.fitting = new Resource(async () => new Set(await engine.filterCharacters(this.search.faces.filter)));
  }

  readonly visible = $derived.by(() => {
    const { criteria, sort, faces } = this.search;
    const found = filterCharacters(this.#shown, criteria);
    const fitting = faces.narrowed ? this.fitting.value : null;
    return sortCharacters(fitting ? found.filter(({ id }) => fitting.has(id)) : found, sort, this.#locale());
  });
  /** Groups that the artist has not hidden. */
  readonly all = $derived(this.#shown.filter(({ hidden }) => !hidden));
  /** Faces that wait for an answer, in all of them. */
  readonly suggestions = $derived(this.all.reduce((sum, { suggestions }) => sum + suggestions, 0));
  readonly hidden = $derived(this.#shown.length - this.all.length);
  /** Groups that faces were moved to, latest first. */
  recent = $state.raw<readonly CharacterId[]>([]);
  readonly #byId = $derived(new Map(this.#shown.map((character) => [character.id, character])));

  take(characters: readonly Character[]): void {
    this.#latest = characters;
    this.#shown = orderCharacters(this.#shown, characters, this.#held);
  }

  get #held(): boolean {
    return this.#holders.size > 0 || this.#calm !== undefined;
  }

  /** The artist is busy in the grid: nothing moves until they have rested. */
  holdOrder(): void {
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.letOrderGo(), holdMs);
  }

  letOrderGo(): void {
    clearTimeout(this.#calm);
    this.#calm = undefined;
    this.#sort();
  }

  /** A card whose name is being typed, or whose menu is open, stays where it is. */
  holdFor(holder: 'naming' | 'menu', held: boolean): void {
    if (held) this.#holders.add(holder);
    else this.#holders.delete(holder);
    this.#sort();
  }

  /** Shows what an edit has changed at once, before the engine is asked for the whole list. */
  apply(changed: readonly Character[], gone: readonly CharacterId[] = []): void {
    this.#latest = applyChanges(this.#latest, changed, gone);
    this.#shown = applyChanges(this.#shown, changed, gone);
  }

  #sort(): void {
    if (!this.#held && this.#shown !== this.#latest) this.#shown = this.#latest;
  }

  byId(id: CharacterId | null): Character | null {
    return id === null ? null : (this.#byId.get(id) ?? null);
  }

  named(name: string): Character | null {
    return namedAs(this.#shown, name);
  }

  completions(text: string, except: CharacterId | null = null): readonly Character[] {
    return completeName(this.#shown, text, completions + 1)
      .filter(({ id }) => id !== except)
      .slice(0, completions);
  }

  /** What to offer before anything is typed. */
  largestNamed(): readonly Character[] {
    const named = this.#shown.filter(({ name }) => name !== null);
    return named.toSorted((a, b) => b.faces - a.faces).slice(0, completions);
  }

  noteUse(id: CharacterId): void {
    this.recent = [id, ...this.recent.filter((other) => other !== id)].slice(0, mostRecent);
  }
}
