import type { PictureId } from '../../electron/contract/ids.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';

/** What other programs are given of the files. */
export class Files {
  readonly #shell: Pick<ShellApi, 'revealPicture' | 'copyText'>;
  readonly #toasts: Toasts;
  readonly #t: Translate;

  constructor(shell: Pick<ShellApi, 'revealPicture' | 'copyText'>, toasts: Toasts, t: Translate) {
    this.#shell = shell;
    this.#toasts = toasts;
    this.#t = t;
  }

  /** Shows the picture's file in the system's file manager. */
  reveal(picture: PictureId): Promise<void> {
    return this.#toasts.attempt(() => this.#shell.revealPicture(picture));
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
