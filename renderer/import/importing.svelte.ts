import type { Edited } from '../../electron/contract/api/edits-api.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { ImportPlan, ImportProblem, ImportProgress } from '../../electron/contract/api/import-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';

type Engine = Pick<EngineApi, 'planImport' | 'chooseImport' | 'applyImport' | 'importProgress' | 'cancelImport'>;
type Shell = Pick<ShellApi, 'pickFolder' | 'pickImport'>;

/** What an import would do, in numbers. */
interface ImportTotals {
  readonly characters: number;
  readonly faces: number;
  readonly boxes: number;
}

/** How an import ended. */
export interface ImportEnd extends ImportTotals {
  readonly problems: readonly ImportProblem[];
}

/** Names of other programs, as the dialog asks for them: a report first, then one edit. */
export class Importing {
  open = $state(false);
  /** The folders inside are named by character. */
  folders = $state(false);
  path = $state<string | null>(null);
  plan = $state.raw<ImportPlan | null>(null);
  busy = $state(false);
  progress = $state.raw<ImportProgress | null>(null);
  done = $state.raw<ImportEnd | null>(null);
  error = $state.raw<ErrorData | null>(null);

  readonly #engine: Engine;
  readonly #shell: Shell;
  #turn = 0;

  constructor(engine: Engine, shell: Shell) {
    this.#engine = engine;
    this.#shell = shell;
  }

  readonly chosen = $derived((this.plan?.names ?? []).filter(({ chosen }) => chosen));
  readonly totals = $derived.by((): ImportTotals => {
    const all = this.chosen;
    return {
      characters: all.filter(({ faces, boxes }) => faces + boxes > 0).length,
      faces: all.reduce((sum, { faces }) => sum + faces, 0),
      boxes: all.reduce((sum, { boxes }) => sum + boxes, 0),
    };
  });

  start(): void {
    if (this.open) return;
    Object.assign(this, { open: true, path: null, plan: null, done: null, error: null, folders: false });
  }

  /** Asks for a folder, or for a file, and reads what is in it. */
  async pick(what: 'folder' | 'file'): Promise<void> {
    const path = await (what === 'folder' ? this.#shell.pickFolder() : this.#shell.pickImport());
    if (path !== null) await this.look(path);
  }

  async look(path: string): Promise<void> {
    Object.assign(this, { path, plan: null, done: null });
    await this.#attempt(async (isNow) => {
      const plan = await this.#engine.planImport({ paths: [path], folders: this.folders });
      if (isNow() && !plan.cancelled) this.plan = plan;
    });
  }

  /** Takes a name for a character, or for none. */
  async toggle(name: string): Promise<void> {
    const { plan } = this;
    if (!plan || this.busy) return;
    const chosen = new Set(this.chosen.map((each) => each.name));
    if (!chosen.delete(name)) chosen.add(name);
    await this.#attempt(async (isNow) => {
      const { names } = await this.#engine.chooseImport(plan.id, [...chosen]);
      const byName = new Map(names.map((each) => [each.name, each]));
      // They stay in their places: what was clicked would otherwise jump away.
      if (isNow()) this.plan = { ...plan, names: plan.names.flatMap((each) => byName.get(each.name) ?? []) };
    });
  }

  /** Throws what the engine throws; the report then stays. There must be one. */
  async apply(): Promise<Edited> {
    const { totals } = this;
    this.busy = true;
    try {
      const { edited, problems, cancelled } = await this.#engine.applyImport(this.plan?.id ?? 0);
      if (!cancelled) Object.assign(this, { plan: null, done: { ...totals, problems } });
      return edited;
    } finally {
      Object.assign(this, { busy: false, progress: null });
    }
  }

  /** While something is read or drawn, Escape ends that first. */
  async close(): Promise<void> {
    if (!this.busy) {
      this.open = false;
      return;
    }
    this.#turn += 1;
    Object.assign(this, { busy: false, progress: null });
    await this.#engine.cancelImport();
  }

  changed(topics: readonly Topic[]): void {
    if (this.open && topics.includes('imports')) void this.#follow();
  }

  async #follow(): Promise<void> {
    const progress = await this.#engine.importProgress();
    if (this.busy) this.progress = progress;
  }

  async #attempt(work: (isNow: () => boolean) => Promise<void>): Promise<void> {
    const turn = ++this.#turn;
    const isNow = () => turn === this.#turn;
    Object.assign(this, { busy: true, error: null, progress: null });
    try {
      await work(isNow);
    } catch (error) {
      if (isNow()) this.error = toErrorData(error);
    } finally {
      if (isNow()) Object.assign(this, { busy: false, progress: null });
    }
  }
}
