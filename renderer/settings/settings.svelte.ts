import { localeFor, type Locale } from '../../electron/contract/languages.ts';
import type { Language, Settings, ShellApi, Theme } from '../../electron/contract/shell/shell-api.ts';
import { tileSizes } from '../grid/tile-sizes.ts';
import { translator, type Translate } from '../i18n/translate.ts';

/** Waiting this long before saving keeps a dragged slider from writing with every pixel. */
const saveDelay = 400;

export class SettingsState {
  theme = $state<Theme>('system');
  language = $state<Language>('system');
  tileSize = $state(128);

  readonly #shell: ShellApi;
  readonly #preferred: readonly string[];
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(shell: ShellApi, preferred: readonly string[]) {
    this.#shell = shell;
    this.#preferred = preferred;
  }

  readonly locale: Locale = $derived.by(() =>
    this.language === 'system' ? localeFor(this.#preferred) : this.language,
  );
  readonly #translate = $derived(translator(this.locale));

  /** Texts in the artist's language; switches live. */
  readonly t: Translate = (key, params) => this.#translate(key, params);

  /** Settings that cannot be read leave the defaults: the app must start. */
  async load(): Promise<void> {
    const settings = await this.#shell.getSettings().catch(() => null);
    if (!settings) return;
    this.theme = settings.theme;
    this.language = settings.language;
    this.tileSize = settings.tileSize;
  }

  change(changes: Partial<Settings>): void {
    Object.assign(this, changes);
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#save(), saveDelay);
  }

  resizeTiles(steps: number): void {
    const size = this.tileSize + steps * tileSizes.step;
    this.change({ tileSize: Math.max(tileSizes.smallest, Math.min(tileSizes.largest, size)) });
  }

  async #save(): Promise<void> {
    const { theme, language, tileSize } = this;
    await this.#shell.setSettings({ theme, language, tileSize });
  }
}
