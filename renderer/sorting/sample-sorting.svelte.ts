import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Edited } from '../../electron/contract/api/edits-api.ts';
import type { SamplePlan, SamplePlanCharacter } from '../../electron/contract/api/find-api.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';

/** What applying would do, in numbers. */
export interface SortingTotals {
  readonly characters: number;
  readonly faces: number;
  readonly unsure: number;
}

/** Names a whole library by a folder of samples: a report first, then one edit. */
export class SampleSorting {
  plan = $state.raw<SamplePlan | null>(null);
  folder = $state<string | null>(null);
  busy = $state(false);
  error = $state.raw<ErrorData | null>(null);
  /** Names that the artist has unticked. */
  leftOut = $state.raw<ReadonlySet<string>>(new Set());
  /** What was applied last; null once another folder is looked at. */
  applied = $state.raw<SortingTotals | null>(null);

  readonly #engine: EngineApi;
  readonly #shell: Pick<ShellApi, 'pickFolder'>;
  #turn = 0;

  constructor(engine: EngineApi, shell: Pick<ShellApi, 'pickFolder'>) {
    this.#engine = engine;
    this.#shell = shell;
  }

  readonly chosen = $derived((this.plan?.characters ?? []).filter(({ name }) => !this.leftOut.has(name)));
  readonly totals = $derived(totalsOf(this.chosen));

  /** Asks for the folder of samples, and looks at it. */
  async pick(): Promise<void> {
    const folder = await this.#shell.pickFolder();
    if (folder !== null) await this.look(folder);
  }

  async look(folder: string): Promise<void> {
    const turn = ++this.#turn;
    this.folder = folder;
    this.plan = null;
    this.applied = null;
    this.leftOut = new Set();
    this.error = null;
    this.busy = true;
    try {
      const plan = await this.#engine.planSamples(folder);
      if (turn === this.#turn) this.plan = plan;
    } catch (error) {
      if (turn === this.#turn) this.error = toErrorData(error);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  async again(): Promise<void> {
    if (this.folder !== null) await this.look(this.folder);
  }

  toggle(name: string): void {
    const leftOut = new Set(this.leftOut);
    if (!leftOut.delete(name)) leftOut.add(name);
    this.leftOut = leftOut;
  }

  /** Throws what the engine throws; the report then stays. There must be one. */
  async apply(): Promise<Edited> {
    const { totals } = this;
    this.busy = true;
    try {
      const edited = await this.#engine.applySamples(this.plan?.id ?? 0, [...this.leftOut]);
      this.plan = null;
      this.applied = totals;
      return edited;
    } finally {
      this.busy = false;
    }
  }
}

function totalsOf(characters: readonly SamplePlanCharacter[]): SortingTotals {
  return {
    characters: characters.filter(({ faces }) => faces.length > 0).length,
    faces: characters.reduce((sum, { faces }) => sum + faces.length, 0),
    unsure: characters.reduce((sum, { unsure }) => sum + unsure.length, 0),
  };
}
