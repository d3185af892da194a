import { app, nativeTheme } from 'electron';
import { join } from 'node:path';
import { storedSettingsSchema } from '../contract/shell/shell-schemas.ts';
import { defaultWindowSettings, type WindowSettings } from '../contract/shell/window-settings.ts';
import { JsonFile } from './json-file.ts';
import { wordsIn, type Words } from './window/words.ts';

export class SettingsStore {
  readonly #file: JsonFile<WindowSettings>;
  readonly #changed: () => void;

  /** @param changed called after every change, when the settings are in force */
  constructor(folder: string, changed: () => void) {
    this.#file = new JsonFile(join(folder, 'settings.json'), storedSettingsSchema, defaultWindowSettings);
    this.#changed = changed;
    nativeTheme.themeSource = this.value.theme;
  }

  get value(): WindowSettings {
    return this.#file.value;
  }

  /** The wording of menus and dialogs, in the artist's language. */
  get words(): Words {
    const { language } = this.value;
    return wordsIn(language === 'system' ? app.getLocale() : language);
  }

  change(settings: WindowSettings): void {
    this.#file.write(settings);
    nativeTheme.themeSource = settings.theme;
    this.#changed();
  }
}
