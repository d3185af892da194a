import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type {
  Backup,
  EngineSettings,
  ProviderFacts,
  SettingsReport,
} from '../../electron/contract/api/settings-api.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';

/** What is being done now: it takes seconds, and the rest has to wait. */
type SettingsWork = keyof EngineSettings | 'backUp';

/** The engine's settings as the dialog shows them. A change shows when the engine has taken it. */
export class EngineSettingsState {
  report = $state.raw<SettingsReport | null>(null);
  /** Null while they are being tried. */
  providers = $state.raw<readonly ProviderFacts[] | null>(null);
  backups = $state.raw<readonly Backup[]>([]);
  working = $state<SettingsWork | null>(null);
  /** Why the last change could not be made. */
  problem = $state.raw<ErrorData | null>(null);
  readonly #engine: EngineApi;
  readonly #shell: Pick<ShellApi, 'pickModels' | 'pickTarget'>;

  constructor(engine: EngineApi, shell: Pick<ShellApi, 'pickModels' | 'pickTarget'>) {
    this.#engine = engine;
    this.#shell = shell;
  }

  /** Asks for everything; what cannot be answered now (the engine starts) is asked for again with the next change. */
  async load(): Promise<void> {
    this.problem = null;
    await Promise.allSettled([
      this.#engine.settings().then((report) => (this.report = report)),
      this.#engine.listBackups().then((backups) => (this.backups = backups)),
      this.#probe(),
    ]);
  }

  changed(topics: readonly Topic[]): void {
    if (this.report && (topics.includes('settings') || topics.includes('processor'))) void this.#refresh();
  }

  change(changes: Partial<EngineSettings>): Promise<void> {
    const [of] = Object.keys(changes) as (keyof EngineSettings)[];
    if (of === undefined) return Promise.resolve();
    return this.#do(of, async () => {
      this.report = await this.#engine.changeSettings(changes);
    });
  }

  /** Asks for a folder with networks, and takes those. */
  async pickModels(): Promise<void> {
    const models = await this.#shell.pickModels();
    if (models !== null) await this.change({ models });
  }

  async pickBackupFolder(): Promise<void> {
    const backupFolder = await this.#shell.pickTarget();
    if (backupFolder !== null) await this.change({ backupFolder });
  }

  backUp(): Promise<void> {
    return this.#do('backUp', async () => {
      await this.#engine.backUp();
      this.backups = await this.#engine.listBackups();
    });
  }

  async #do(of: SettingsWork, work: () => Promise<void>): Promise<void> {
    if (this.working) return;
    this.working = of;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = toErrorData(error);
    } finally {
      this.working = null;
    }
  }

  async #refresh(): Promise<void> {
    const [report, backups] = await Promise.allSettled([this.#engine.settings(), this.#engine.listBackups()]);
    if (report.status === 'fulfilled') this.report = report.value;
    if (backups.status === 'fulfilled') this.backups = backups.value;
  }

  async #probe(): Promise<void> {
    this.providers = null;
    this.providers = await this.#engine.providers();
  }
}
