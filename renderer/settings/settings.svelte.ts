import { localeFor, type Locale } from '../../electron/contract/languages.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import {
  defaultWindowSettings,
  stages,
  tileSizes,
  type WindowSettings,
} from '../../electron/contract/shell/window-settings.ts';
import { translator, type Translate } from '../i18n/translate.ts';

/** Waiting this long before saving keeps a dragged slider from writing with every pixel. */
const saveDelay = 400;

export class SettingsState {
  #chosen = $state.raw(defaultWindowSettings);
  readonly #shell: ShellApi;
  readonly #preferred: readonly string[];
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(shell: ShellApi, preferred: readonly string[]) {
    this.#shell = shell;
    this.#preferred = preferred;
  }

  /** What the artist chose. */
  get chosen(): WindowSettings {
    return this.#chosen;
  }

  /** The grids know this one, and no other setting. */
  get tileSize(): number {
    return this.#chosen.tileSize;
  }

  readonly locale: Locale = $derived.by(() =>
    this.#chosen.language === 'system' ? localeFor(this.#preferred) : this.#chosen.language,
  );
  readonly #translate = $derived(translator(this.locale));

  /** Texts in the artist's language; switches live. */
  readonly t: Translate = (key, params) => this.#translate(key, params);

  /** Settings that cannot be read leave the defaults: the app must start. */
  async load(): Promise<void> {
    const settings = await this.#shell.getSettings().catch(() => null);
    if (settings) this.#chosen = settings;
  }

  change(changes: Partial<WindowSettings>): void {
    this.#chosen = { ...this.#chosen, ...changes };
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#shell.setSettings(this.#chosen), saveDelay);
  }

  /** The next of the grounds, and after the last the first again. */
  turnStage(): void {
    const at = stages.indexOf(this.#chosen.stage);
    this.change({ stage: stages[(at + 1) % stages.length] ?? 'dark' });
  }

  resizeTiles(steps: number): void {
    const size = this.tileSize + steps * tileSizes.step;
    this.change({ tileSize: Math.max(tileSizes.smallest, Math.min(tileSizes.largest, size)) });
  }
}
