import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Folder } from '../../electron/contract/api/library-api.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import type { Translate } from '../i18n/translate.ts';
import { fileName } from '../i18n/wording.ts';
import { isBelow } from '../library/away.ts';
import type { Library } from '../library/library.svelte.ts';
import type { Navigation } from '../navigation/navigation.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';

interface Around {
  readonly engine: Pick<EngineApi, 'addFolder' | 'removeFolder' | 'retrySkipped' | 'settings' | 'changeSettings'>;
  readonly shell: Pick<ShellApi, 'pickFolder'>;
  readonly library: Pick<Library, 'refresh'>;
  readonly navigation: Pick<Navigation, 'folder' | 'home'>;
  readonly toasts: Pick<Toasts, 'attempt' | 'show'>;
  readonly t: Translate;
}

/** The folders of the library, as the artist adds and removes them, and leaves out what lies in them. */
export class Folders {
  /** The one that is asked about: whether it is to go. */
  removing = $state.raw<Folder | null>(null);
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  pick(): Promise<void> {
    return this.#around.toasts.attempt(async () => {
      const path = await this.#around.shell.pickFolder();
      if (path !== null) await this.add(path);
    });
  }

  /** Throws what the engine throws. */
  async add(path: string): Promise<void> {
    await this.#around.engine.addFolder(path);
    this.#around.library.refresh(['folders']);
  }

  /** Narrows what is shown to a folder on disk, from wherever the artist is. */
  show(path: string): void {
    const { navigation } = this.#around;
    navigation.home();
    navigation.folder = path;
  }

  remove(folder: Folder): Promise<void> {
    this.removing = null;
    return this.#around.toasts.attempt(async () => {
      await this.#around.engine.removeFolder(folder.id);
      this.#leave(folder.path);
      this.#around.library.refresh(['folders']);
    });
  }

  /** What lies in the folder is not looked through any more; its names come back with it. */
  leaveOut(path: string): Promise<void> {
    const { toasts, t } = this.#around;
    return toasts.attempt(async () => {
      await this.#exclude((before) => [...before.filter((line) => line !== path), path]);
      this.#leave(path);
      toasts.show('info', t('toast.leftOut', { name: fileName(path) }), {
        label: t('command.undo'),
        run: () => void this.#bringBack(path),
        undoes: true,
      });
    });
  }

  #bringBack(path: string): Promise<void> {
    const { toasts, t } = this.#around;
    return toasts.attempt(async () => {
      await this.#exclude((before) => before.filter((line) => line !== path));
      toasts.show('info', t('toast.broughtBack', { name: fileName(path) }));
    });
  }

  /** `below`: only those in this folder; null: all. */
  retrySkipped(below: string | null): Promise<void> {
    return this.#around.toasts.attempt(() => this.#around.engine.retrySkipped(below ?? undefined));
  }

  async #exclude(change: (before: readonly string[]) => string[]): Promise<void> {
    const { engine } = this.#around;
    const { settings } = await engine.settings();
    await engine.changeSettings({ exclude: change(settings.exclude) });
  }

  /** Nothing is left there that could be shown. */
  #leave(path: string): void {
    const { navigation } = this.#around;
    if (navigation.folder !== null && (navigation.folder === path || isBelow(navigation.folder, path)))
      navigation.folder = null;
  }
}
