import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type { OverruledDecision, StudioApi, StudioRoot, StudioStatus } from '../../electron/contract/api/studio-api.ts';
import { changedIn, twoNamesIn } from './two-names.ts';

/** The studio of the library, as the settings and the status bar show it. */
export class StudioState {
  /** Null where the library is in none, and until that is known. */
  status = $state.raw<StudioStatus | null>(null);
  overruled = $state.raw<readonly OverruledDecision[]>([]);
  readonly twoNames = $derived(twoNamesIn(this.overruled));
  readonly listed = $derived(changedIn(this.overruled));
  /** Folders that the studio has a name for. */
  roots = $state.raw<readonly StudioRoot[]>([]);
  working = $state(false);
  /** Why the last thing that was asked for could not be done. */
  problem = $state.raw<ErrorData | null>(null);
  readonly #engine: StudioApi;
  readonly #shell: Pick<ShellApi, 'pickFolder'>;

  constructor(engine: StudioApi, shell: Pick<ShellApi, 'pickFolder'>) {
    this.#engine = engine;
    this.#shell = shell;
  }

  connected(): void {
    void this.#refresh();
  }

  changed(topics: readonly Topic[]): void {
    if (topics.includes('studio') || (this.status && topics.includes('history'))) void this.#refresh();
  }

  /** `password`: empty where PostgreSQL's own ways have it. */
  join(url: string, password: string): Promise<void> {
    return this.#do(() => this.#engine.joinStudio({ url, ...(password === '' ? {} : { password }) }));
  }

  leave(): Promise<void> {
    return this.#do(() => this.#engine.leaveStudio());
  }

  sync(): Promise<void> {
    return this.#do(() => this.#engine.syncStudio());
  }

  usePassword(password: string): Promise<void> {
    return this.#do(async () => {
      await this.#engine.studioPassword(password);
      await this.#engine.syncStudio();
    });
  }

  answer(ids: readonly number[], takeBack: boolean): Promise<void> {
    return this.#do(() => this.#engine.answerOverruled(ids, takeBack));
  }

  /** While the server is away they are as they were. */
  async loadRoots(): Promise<void> {
    this.roots = await this.#engine.studioRoots().catch(() => this.roots);
  }

  pickFolder(): Promise<string | null> {
    return this.#shell.pickFolder();
  }

  async share(folder: string, name: string): Promise<void> {
    await this.#do(() => this.#engine.shareFolder(folder, name));
    await this.loadRoots();
  }

  async unshare(name: string): Promise<void> {
    await this.#do(() => this.#engine.unshareFolder(name));
    await this.loadRoots();
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    if (this.working) return;
    this.working = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = toErrorData(error);
    } finally {
      this.working = false;
      await this.#refresh();
    }
  }

  async #refresh(): Promise<void> {
    try {
      this.status = await this.#engine.studio();
      this.overruled = this.status && this.status.overruled > 0 ? await this.#engine.overruled() : [];
    } catch {
      // A library that does not open says so elsewhere.
    }
  }
}
