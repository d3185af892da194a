import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type { RenameBatch, RenameBatchId } from '../../../electron/contract/rename/rename-model.ts';
import { Resource } from '../../library/resource.svelte.ts';

const page = 100;
const most = 10_000;

/** Remembers, for this library, up to which batch the artist has been told about crashes. */
export interface ToldMark {
  read(): number;
  write(id: RenameBatchId): void;
}

/** Batches of renames, newest first. */
export class RenameHistory {
  readonly batches: Resource<RenameBatch[]>;
  readonly #told: ToldMark;
  #upTo = $state(0);
  #shown = page;

  constructor(engine: Pick<EngineApi, 'listRenameBatches'>, told: ToldMark) {
    this.#told = told;
    this.#upTo = told.read();
    this.batches = new Resource(() => engine.listRenameBatches({ offset: 0, limit: this.#shown }));
  }

  /** Interrupted batches that the last starts finished or took back, and that the artist does not know of. */
  readonly recovered = $derived.by((): readonly RenameBatch[] =>
    (this.batches.value ?? []).filter(({ id, recovered }) => recovered !== null && id > this.#upTo),
  );

  /** Batches that could be neither finished nor taken back yet. */
  readonly pending = $derived.by((): readonly RenameBatch[] =>
    (this.batches.value ?? []).filter(({ state }) => state === 'pending'),
  );

  acknowledge(): void {
    const [newest] = this.recovered;
    if (!newest) return;
    this.#told.write(newest.id);
    this.#upTo = newest.id;
  }

  showMore(): void {
    if ((this.batches.value?.length ?? 0) < this.#shown) return;
    this.#shown = Math.min(most, this.#shown + page);
    this.batches.refresh();
  }
}

/** A batch that has happened can be taken back once; what an undo did cannot. */
export function canUndo({ state, kind }: RenameBatch): boolean {
  return state === 'applied' && kind !== 'undo';
}
