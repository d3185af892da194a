import { dispatch, type Reply } from '../contract/channel/rpc.ts';
import { engineSchemas, type EngineApi } from '../contract/api/engine-api.ts';
import { AppError, fromErrorData, toErrorData, type ErrorData } from '../contract/errors.ts';
import type { Topic } from '../contract/api/library-api.ts';
import { rescueSchemas, type BrokenLibrary, type RescueApi } from '../contract/api/rescue-api.ts';
import type { Backup } from '../contract/api/settings-api.ts';
import type { Engine } from './engine.ts';
import { backupFolder } from './settings/library-backups.ts';
import { readSettings } from './settings/settings-file.ts';
import { listBackups } from './store/backups/backups.ts';
import { restoreLibrary, setLibraryAside } from './store/backups/restore.ts';

/** What a window shows of a library: all of it may be another one now. */
const everything: readonly Topic[] = [
  ...(['library', 'folders', 'pictures', 'characters', 'skipped', 'history'] as const),
  ...(['processor', 'renames', 'exports', 'settings', 'studio'] as const),
];

export interface EngineOrReasonOptions {
  /** Its folder. */
  readonly library: string;
  /** Throws where the library does not open. */
  readonly create: () => Engine;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

/**
 * The engine of a library, or the reason why there is none: then every call fails with it but those that bring the library back. One
 * whose file turns out to be damaged while it is open is no longer answered for either.
 */
export class EngineOrReason implements AsyncDisposable {
  readonly #options: EngineOrReasonOptions;
  #engine: Engine | null = null;
  #reason: ErrorData | null = null;
  /** One rescue after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #rescue: RescueApi = {
    brokenLibrary: async () => this.#broken(),
    reopenLibrary: () => this.#inTurn(() => this.#reopen(() => undefined).then(() => this.#broken())),
    restoreBackup: (path) => this.#inTurn(() => this.#restore(path)),
    startNewLibrary: () => this.#inTurn(() => this.#reopen(() => setLibraryAside(this.#options.library))),
  };

  constructor(options: EngineOrReasonOptions) {
    this.#options = options;
    this.#open();
  }

  async call(method: string, args: unknown): Promise<Reply> {
    if (Object.hasOwn(rescueSchemas, method)) return dispatch(this.#rescue, rescueSchemas, method, args);
    const reason = this.#reason ?? toErrorData(new AppError('engine-stopped'));
    if (!this.#engine || this.#reason) return { ok: false, error: reason };
    const reply = await dispatch<keyof EngineApi>(this.#engine, engineSchemas, method, args);
    if (!reply.ok && reply.error.code === 'library-unreadable') this.#found(reply.error);
    return reply;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    await this.#close();
  }

  #open(): void {
    this.#reason = null;
    try {
      this.#engine = this.#options.create();
    } catch (error) {
      this.#reason = reasonOf(error, this.#options.library);
      console.error(this.#reason.message);
    }
  }

  async #close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    try {
      await engine?.[Symbol.asyncDispose]();
    } catch (error) {
      // A damaged library may fail to close in good order; what it held is on disk.
      console.error(`the library did not close: ${toErrorData(error).message}`);
    }
  }

  #found(reason: ErrorData): void {
    if (this.#reason) return;
    console.error(reason.message);
    this.#reason = reason;
    this.#options.onChanged(['library']);
  }

  #broken(): BrokenLibrary | null {
    const path = this.#options.library;
    return this.#reason && { path, problem: this.#reason, backups: this.#backups() };
  }

  #backups(): Backup[] {
    const { library } = this.#options;
    return listBackups(backupFolder(library, readSettings(library)));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #restore(path: string): Promise<string | null> {
    if (!this.#backups().some((backup) => backup.path === path))
      throw new AppError('bad-arguments', `${path} is no backup of this library`);
    return this.#reopen(() => restoreLibrary(this.#options.library, path));
  }

  /** Opens the library again after `work`, whether or not that went well. A library that is open and sound is left alone. */
  async #reopen<T>(work: () => T): Promise<T> {
    if (!this.#reason) throw new AppError('bad-arguments', 'the library is open');
    await this.#close();
    try {
      return work();
    } catch (error) {
      throw rescueError(error, this.#options.library);
    } finally {
      this.#open();
      this.#options.onChanged(everything);
    }
  }
}

/** Whatever an unopened library says, it is about the library. */
function reasonOf(error: unknown, library: string): ErrorData {
  const data = toErrorData(error);
  return data.code === 'internal'
    ? toErrorData(new AppError('library-unreadable', `${library}: ${data.subject}`, { cause: error }))
    : data;
}

function rescueError(error: unknown, library: string): AppError {
  if (error instanceof AppError)
    return error.code === 'backup-failed' ? new AppError('backup-damaged', error.subject, { cause: error }) : error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isRefused = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EBUSY'].includes(code);
  return isRefused ? new AppError('not-writable', library, { cause: error }) : fromErrorData(toErrorData(error));
}
