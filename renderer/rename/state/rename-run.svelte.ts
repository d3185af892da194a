import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../../electron/contract/errors.ts';
import type { RenamePlan, RenameProgress, RenameResult } from '../../../electron/contract/rename/rename-model.ts';

type Engine = Pick<EngineApi, 'applyRename' | 'cancelRename' | 'renameProgress'>;

/** A plan being carried out, and how it ended. */
export class RenameRun {
  /** The plan that is being carried out now. */
  plan = $state.raw<RenamePlan | null>(null);
  progress = $state.raw<RenameProgress | null>(null);
  result = $state.raw<RenameResult | null>(null);
  error = $state.raw<ErrorData | null>(null);
  stopping = $state(false);

  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  readonly busy = $derived.by(() => this.plan !== null);

  async apply(plan: RenamePlan): Promise<RenameResult | null> {
    if (this.busy) return null;
    Object.assign(this, { plan, progress: null, result: null, error: null, stopping: false });
    try {
      this.result = await this.#engine.applyRename(plan.id);
    } catch (error) {
      this.error = toErrorData(error);
    } finally {
      this.plan = null;
      this.progress = null;
    }
    return this.result;
  }

  /** The engine takes back what is done so far, and then answers. */
  async cancel(): Promise<void> {
    this.stopping = true;
    await this.#engine.cancelRename();
  }

  async refresh(): Promise<void> {
    if (!this.busy) return;
    const progress = await this.#engine.renameProgress();
    // It may have ended meanwhile.
    if (this.plan !== null) this.progress = progress;
  }

  /** The artist has read how it ended. */
  dismiss(): void {
    this.result = null;
    this.error = null;
  }
}
