import type { CharacterId } from '../../electron/contract/ids.ts';

export type Place =
  | { readonly view: 'groups' }
  | { readonly view: 'group'; readonly character: CharacterId | null }
  | { readonly view: 'overview' }
  | { readonly view: 'pictures' }
  | { readonly view: 'faceless' }
  | { readonly view: 'duplicates' }
  | { readonly view: 'find' }
  | { readonly view: 'search' }
  | { readonly view: 'review' }
  | { readonly view: 'rename' }
  | { readonly view: 'samples' }
  | { readonly view: 'history' }
  | { readonly view: 'not-faces' }
  | { readonly view: 'skipped' };

export type DialogName = 'shortcuts' | 'settings' | 'regroup';

/** Where the artist is, and the way back. */
export class Navigation {
  #trail = $state.raw<readonly Place[]>([{ view: 'groups' }]);

  readonly current = $derived(this.#trail.at(-1) ?? ({ view: 'groups' } satisfies Place));
  readonly canGoBack = $derived(this.#trail.length > 1);

  dialog = $state<DialogName | null>(null);
  /** In a window too narrow for it, the sidebar is a drawer. */
  sidebarOpen = $state(false);

  /** The folder on disk that what is shown is narrowed to; null: all of them. */
  folder = $state<string | null>(null);

  /** True once the artist has gone somewhere. */
  moved = $state(false);

  open(place: Place): void {
    this.moved = true;
    this.#trail = [...this.#trail.filter((passed) => passed.view !== place.view), place];
  }

  /** From the sidebar: starts anew, so that Back does not lead through places left long ago. */
  home(): void {
    this.moved = true;
    this.#trail = [{ view: 'groups' }];
  }

  back(): void {
    if (this.canGoBack) this.#trail = this.#trail.slice(0, -1);
  }
}
