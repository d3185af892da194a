import type { ImportApi, ImportProgress } from '../../contract/api/import-api.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { Journal } from '../edits/journal.ts';
import type { ManualBoxes } from '../edits/manual-boxes.ts';
import type { Stores } from '../store/stores.ts';
import { Importing } from './importing.ts';

export interface ImportCallParts {
  readonly stores: Stores;
  readonly journal: Journal;
  /** Waits for the models, which boxes without a face need. */
  readonly manualBoxes: () => Promise<ManualBoxes>;
  /** See AfterEdit. */
  readonly edited: <T>(result: T) => T;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

/** The calls of the contract. One report or import at a time: a later one ends it. */
export function importCalls({ stores, journal, manualBoxes, edited, onChanged }: ImportCallParts): ImportApi {
  let progress: ImportProgress | null = null;
  let stop = new AbortController();
  const onProgress = (now: ImportProgress | null) => {
    progress = now;
    onChanged(['imports']);
  };
  const importing = new Importing({ stores, journal, onProgress });

  async function alone<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    stop.abort();
    const { signal } = (stop = new AbortController());
    try {
      return await work(signal);
    } finally {
      if (!signal.aborted) onProgress(null);
    }
  }

  return {
    planImport: (request) => alone((signal) => importing.plan(request, signal)),
    chooseImport: async (plan, names) => importing.choose(plan, names),
    applyImport: (plan) => alone(async (signal) => edited(await importing.apply(plan, manualBoxes, signal))),
    importProgress: async () => progress,
    async cancelImport() {
      stop.abort();
      onProgress(null);
    },
  };
}
