import { app, type MessageBoxOptions, type MessageBoxReturnValue } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../json-file.ts';
import type { Words } from '../window/words.ts';
import { considerUpdates } from './consider-updates.ts';

/** The window, the library and the first pictures come first. */
const pauseMs = 20_000;

interface UpdateOptions {
  /** Folder that keeps the artist's answer. */
  readonly home: string;
  readonly words: () => Words;
  readonly tell: (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
  readonly log: (line: string) => void;
}

/** New versions of the app: fetched beside the work, installed when the app is closed. */
export class Updates {
  readonly #options: UpdateOptions;
  readonly #answer: JsonFile<{ look: boolean | null }>;

  constructor(options: UpdateOptions) {
    const schema = z.strictObject({ look: z.boolean().nullable() });
    this.#options = options;
    this.#answer = new JsonFile(join(options.home, 'updates.json'), schema, { look: null });
  }

  /** Whether the package was built with a place to look for new versions. */
  static get areHere(): boolean {
    return app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'));
  }

  /** Looks once, in a while, if the artist wants that. */
  lookSoon(): void {
    setTimeout(() => {
      const { look: answer } = this.#answer.value;
      const parts = { answer, ask: () => this.#ask(), keep: (look: boolean) => this.#answer.write({ look }) };
      considerUpdates({ ...parts, look: async () => void (await this.#look()) }).catch((error: unknown) =>
        this.#options.log(`updates: ${String(error)}`),
      );
    }, pauseMs);
  }

  /** Because the artist asks for it now: says what came of it. */
  async lookNow(): Promise<void> {
    const { words, tell, log } = this.#options;
    const version = await this.#look().catch((error: unknown) => {
      log(`updates: ${String(error)}`);
      return undefined;
    });
    const { updatesFailed, updatesNone, updatesFound } = words();
    const message = version === undefined ? updatesFailed : version === null ? updatesNone : updatesFound;
    await tell({ type: version === undefined ? 'warning' : 'info', message, detail: version ?? '' });
  }

  async #ask(): Promise<boolean> {
    const { updatesAsk, updatesAskDetail, updatesYes, updatesNo } = this.#options.words();
    const buttons = [updatesYes, updatesNo];
    const options = { type: 'question' as const, message: updatesAsk, detail: updatesAskDetail, buttons, cancelId: 1 };
    return (await this.#options.tell(options)).response === 0;
  }

  /** The version that is being fetched; null where there is none. Loaded only now: most packages never look. */
  async #look(): Promise<string | null> {
    const { autoUpdater } = (await import('electron-updater')).default;
    const found = await autoUpdater.checkForUpdates();
    found?.downloadPromise?.catch((error: unknown) => this.#options.log(`update not fetched: ${String(error)}`));
    return found?.isUpdateAvailable ? found.updateInfo.version : null;
  }
}
