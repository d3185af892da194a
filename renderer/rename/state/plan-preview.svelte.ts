import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../../electron/contract/errors.ts';
import type {
  RenameFate,
  RenamePlan,
  RenameRequest,
  RowFilter,
} from '../../../electron/contract/rename/rename-model.ts';
import { RowPages } from './row-pages.svelte.ts';

type Engine = Pick<EngineApi, 'previewRename' | 'listRenameRows'>;

/** What would happen: the plan that the engine keeps, and its rows. The last answer stays while a newer one is on its way. */
export class PlanPreview {
  rows = $state.raw<RowPages | null>(null);
  error = $state.raw<ErrorData | null>(null);
  pending = $state(false);
  /** The library has changed since the plan was made. */
  outdated = $state(false);
  fate = $state<RenameFate | null>(null);
  text = $state('');

  readonly #engine: Engine;
  #asked = 0;
  #seen: readonly [number, number] = [0, 0];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  readonly plan = $derived.by((): RenamePlan | null => this.rows?.plan ?? null);

  readonly #filter = $derived.by((): RowFilter => {
    const text = this.text.trim();
    return { ...(this.fate === null ? {} : { fate: this.fate }), ...(text === '' ? {} : { text }) };
  });

  /** The form has changed: what is shown is no longer what it says. */
  expect(): void {
    this.#asked += 1;
    this.pending = true;
  }

  async make(request: RenameRequest): Promise<void> {
    const asked = ++this.#asked;
    this.pending = true;
    try {
      const plan = await this.#engine.previewRename(request);
      if (asked === this.#asked) await this.#show(plan, asked);
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    } finally {
      if (asked === this.#asked) this.pending = false;
    }
  }

  /** Shows the rows that fit what was chosen and typed. */
  async refilter(): Promise<void> {
    if (this.plan) await this.#show(this.plan, this.#asked);
  }

  need(start: number, end: number): void {
    this.#seen = [start, end];
    void this.rows?.need(start, end);
  }

  /** Nothing to show: something is missing that only the artist knows, or the plan has been used up. */
  clear(): void {
    this.#asked += 1;
    this.pending = false;
    this.outdated = false;
    this.rows = null;
    this.error = null;
  }

  /** The new rows take the place of the old ones once those on screen have come. */
  async #show(plan: RenamePlan, asked: number): Promise<void> {
    // While a template is being typed it is often wrong: the last good preview stays.
    if (plan.templateErrors.length > 0) return;
    const filter = this.#filter;
    const rows = new RowPages(this.#engine, plan, filter, (error) => this.#fail(error));
    await rows.need(Math.min(this.#seen[0], Math.max(0, rows.count - 1)), this.#seen[1]);
    if (asked !== this.#asked || !sameFilter(filter, this.#filter)) return;
    const outdated = plan !== this.plan;
    this.rows = rows;
    this.error = null;
    if (outdated) this.outdated = false;
  }

  #fail(error: unknown): void {
    const data = toErrorData(error);
    // The banner tells that the engine stopped, and a new engine makes a new plan.
    if (data.code !== 'engine-stopped') this.error = data;
  }
}

function sameFilter(a: RowFilter, b: RowFilter): boolean {
  return a.fate === b.fate && a.text === b.text;
}
