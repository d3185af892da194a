import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { RenamePlan, RenameRow, RowFilter } from '../../../electron/contract/rename/rename-model.ts';

const rowsPerPage = 200;

type Rows = Pick<EngineApi, 'listRenameRows'>;

/** The rows of one plan that fit a filter, loaded page by page as they come into view. */
export class RowPages {
  readonly plan: RenamePlan;
  readonly filter: RowFilter;
  readonly #engine: Rows;
  readonly #failed: (error: unknown) => void;
  #pages = $state.raw<ReadonlyMap<number, readonly RenameRow[]>>(new Map());
  readonly #loading = new Set<number>();

  constructor(engine: Rows, plan: RenamePlan, filter: RowFilter, failed: (error: unknown) => void) {
    this.#engine = engine;
    this.plan = plan;
    this.filter = filter;
    this.#failed = failed;
  }

  /** Number of rows. With a filter by text the total is unknown: the rows known so far, and one page to scroll into. */
  readonly count = $derived.by(() => {
    if (this.filter.text !== undefined) return this.#found;
    const { change, same, refused, leftOut } = this.plan.counts;
    const counts = { change, same, refused, 'left-out': leftOut };
    return this.filter.fate === undefined ? change + same + refused + leftOut : counts[this.filter.fate];
  });

  readonly #found = $derived.by(() => {
    let count = 0;
    for (let page = 0; this.#pages.has(page); page++) count += this.#pages.get(page)?.length ?? 0;
    return count;
  });

  at(index: number): RenameRow | null {
    return this.#pages.get(Math.floor(index / rowsPerPage))?.[index % rowsPerPage] ?? null;
  }

  async load(index: number): Promise<RenameRow | null> {
    await this.#load(Math.floor(index / rowsPerPage));
    return this.at(index);
  }

  /** Tells what is on screen: what is missing of it is loaded. */
  async need(start: number, end: number): Promise<void> {
    const first = Math.floor(start / rowsPerPage);
    // With a text, the next page too: how many there are comes out only by asking.
    const last = Math.floor(Math.max(start, end - 1) / rowsPerPage) + (this.filter.text === undefined ? 0 : 1);
    await Promise.all(Array.from({ length: last - first + 1 }, (_, at) => this.#load(first + at)));
  }

  async #load(page: number): Promise<void> {
    if (this.#pages.has(page) || this.#loading.has(page)) return;
    this.#loading.add(page);
    try {
      const wanted = { offset: page * rowsPerPage, limit: rowsPerPage };
      const rows = await this.#engine.listRenameRows(this.plan.id, this.filter, wanted);
      this.#pages = new Map([...this.#pages, [page, rows]]);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#loading.delete(page);
    }
  }
}
