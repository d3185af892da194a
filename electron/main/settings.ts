import { app, nativeTheme } from 'electron';
import { join } from 'node:path';
import type { Settings } from '../contract/shell/shell-api.ts';
import { settingsSchema } from '../contract/shell/shell-schemas.ts';
import { JsonFile } from './json-file.ts';
import { wordsIn, type Words } from './window/words.ts';

const defaults: Settings = { theme: 'system', language: 'system', tileSize: 128 };

export class SettingsStore {
  readonly #file: JsonFile<Settings>;
  readonly #changed: () => void;

  /** @param changed called after every change, when the settings are in force */
  constructor(folder: string, changed: () => void) {
    this.#file = new JsonFile(join(folder, 'settings.json'), settingsSchema, defaults);
    this.#changed = changed;
    nativeTheme.themeSource = this.value.theme;
  }

  get value(): Settings {
    return this.#file.value;
  }

  /** The wording of menus and dialogs, in the artist's language. */
  get words(): Words {
    const { language } = this.value;
    return wordsIn(language === 'system' ? app.getLocale() : language);
  }

  change(settings: Settings): void {
    this.#file.write(settings);
    nativeTheme.themeSource = settings.theme;
    this.#changed();
  }
}
