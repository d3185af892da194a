import type { PictureId } from '../../electron/contract/ids.ts';
import type { Program, ShellApi } from '../../electron/contract/shell/shell-api.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';

type FilesShell = Pick<
  ShellApi,
  | 'revealPicture'
  | 'revealFolder'
  | 'copyText'
  | 'copyPicture'
  | 'openPicture'
  | 'openShared'
  | 'listPrograms'
  | 'addProgram'
  | 'removeProgram'
>;

/** What other programs are given of the files. */
export class Files {
  /** What pictures can be opened in: the artist's own choices first. */
  programs = $state.raw<readonly Program[]>([]);
  readonly #shell: FilesShell;
  readonly #toasts: Toasts;
  readonly #t: Translate;

  constructor(shell: FilesShell, toasts: Toasts, t: Translate) {
    this.#shell = shell;
    this.#toasts = toasts;
    this.#t = t;
  }

  /** Shows the picture's file in the system's file manager. */
  reveal(picture: PictureId): Promise<void> {
    return this.#toasts.attempt(() => this.#shell.revealPicture(picture));
  }

  /** The same for a folder of the library, or one below it. */
  revealFolder(path: string): Promise<void> {
    return this.#toasts.attempt(() => this.#shell.revealFolder(path));
  }

  /** A program of the list; null: that of the system; without one, the first of the list. */
  open(picture: PictureId, program: string | null = this.programs[0]?.id ?? null): Promise<void> {
    return this.#toasts.attempt(() => this.#shell.openPicture(picture, program));
  }

  /** A colleague's picture below a folder that has a name in the studio, in the program of the system. */
  openShared({ root, path }: { root: string; path: string }): Promise<void> {
    return this.#toasts.attempt(() => this.#shell.openShared(root, path));
  }

  loadPrograms(): Promise<void> {
    return this.#list(() => this.#shell.listPrograms());
  }

  addProgram(): Promise<void> {
    return this.#list(() => this.#shell.addProgram());
  }

  removeProgram(id: string): Promise<void> {
    return this.#list(() => this.#shell.removeProgram(id));
  }

  #list(ask: () => Promise<readonly Program[]>): Promise<void> {
    return this.#toasts.attempt(async () => {
      this.programs = await ask();
    });
  }

  /** The picture itself, for another program to paste. */
  copyPicture(picture: PictureId): Promise<void> {
    return this.#toasts.attempt(async () => {
      await this.#shell.copyPicture(picture);
      this.#toasts.show('info', this.#t('toast.picture'));
    });
  }

  copyColour(colour: string): Promise<void> {
    return this.#toasts.attempt(async () => {
      await this.#shell.copyText(colour);
      this.#toasts.show('info', this.#t('toast.colour', { colour }));
    });
  }

  copyPaths(paths: readonly string[]): Promise<void> {
    return this.#toasts.attempt(async () => {
      await this.#shell.copyText(paths.join('\n'));
      this.#toasts.show('info', this.#t('toast.copied', { count: paths.length }));
    });
  }
}
