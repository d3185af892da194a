import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Folder } from '../../electron/contract/api/library-api.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import type { Library } from '../library/library.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';

type Engine = Pick<EngineApi, 'addFolder' | 'removeFolder' | 'retrySkipped'>;

/** The folders of the library, as the artist adds and removes them. */
export class Folders {
  /** The one that is asked about: whether it is to go. */
  removing = $state.raw<Folder | null>(null);
  readonly #engine: Engine;
  readonly #shell: Pick<ShellApi, 'pickFolder'>;
  readonly #library: Library;
  readonly #toasts: Toasts;

  constructor(engine: Engine, shell: Pick<ShellApi, 'pickFolder'>, library: Library, toasts: Toasts) {
    this.#engine = engine;
    this.#shell = shell;
    this.#library = library;
    this.#toasts = toasts;
  }

  pick(): Promise<void> {
    return this.#toasts.attempt(async () => {
      const path = await this.#shell.pickFolder();
      if (path !== null) await this.add(path);
    });
  }

  /** Throws what the engine throws. */
  async add(path: string): Promise<void> {
    await this.#engine.addFolder(path);
    this.#library.refresh(['folders']);
  }

  remove(folder: Folder): Promise<void> {
    this.removing = null;
    return this.#toasts.attempt(async () => {
      await this.#engine.removeFolder(folder.id);
      this.#library.refresh(['folders']);
    });
  }

  retrySkipped(): Promise<void> {
    return this.#toasts.attempt(() => this.#engine.retrySkipped());
  }
}
