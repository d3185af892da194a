import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { HistoryEntry } from '../../electron/contract/api/edits-api.ts';
import type { StudioDecision } from '../../electron/contract/api/studio-api.ts';
import type { Edits } from '../edits/edits.svelte.ts';
import type { RenameHistory } from '../rename/state/rename-history.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';
import { historyLines } from './history-lines.ts';
import { Resource } from '../library/resource.svelte.ts';

const entriesPerPage = 500;

/** Everything that the artist has decided, and all files that were renamed, newest first, and the way back to any of it. */
export class EditHistory {
  readonly entries: Resource<readonly HistoryEntry[]>;
  /** What colleagues decided, where the library is in a studio. */
  readonly theirs: Resource<readonly StudioDecision[]>;
  /** Going back or forward step by step. */
  busy = $state(false);
  readonly #engine: EngineApi;
  readonly #toasts: Toasts;
  readonly #edits: Edits;
  readonly #batches: RenameHistory;
  #shown = $state(entriesPerPage);

  constructor(engine: EngineApi, toasts: Toasts, edits: Edits, batches: RenameHistory) {
    this.#batches = batches;
    this.#engine = engine;
    this.#toasts = toasts;
    this.#edits = edits;
    this.entries = new Resource(() => engine.listHistory({ offset: 0, limit: this.#shown }), 200);
    this.theirs = new Resource(() => engine.studioHistory({ offset: 0, limit: this.#shown }), 200);
  }

  readonly lines = $derived.by(() => {
    const entries = this.entries.value ?? [];
    const more = entries.length >= this.#shown;
    return historyLines(entries, this.#batches.batches.value ?? [], more, this.theirs.value ?? []);
  });

  showMore(): void {
    this.#batches.showMore();
    const shown = Math.max(this.entries.value?.length ?? 0, this.theirs.value?.length ?? 0);
    if (shown < this.#shown) return;
    this.#shown = Math.min(10_000, this.#shown + entriesPerPage);
    this.refresh();
  }

  refresh(): void {
    this.entries.refresh();
    this.theirs.refresh();
  }

  /** Undoes (`steps` positive) or redoes (negative) so many edits, one after the other. */
  async go(steps: number): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const engine = this.#engine;
    await this.#toasts.attempt(async () => {
      for (let left = Math.abs(steps); left > 0; left -= 1) await (steps > 0 ? engine.undo() : engine.redo());
    });
    this.busy = false;
    this.#edits.refresh();
    this.entries.refresh();
  }
}
