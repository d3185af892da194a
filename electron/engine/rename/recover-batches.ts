import type { RenameBatch } from '../../contract/rename/rename-model.ts';
import type { Batches } from './batches.ts';
import { BatchRun, type RunObserver } from './batch/batch-run.ts';
import type { FileSystem } from './batch/file-system.ts';

const silent: RunObserver = { progress: () => undefined, cancelled: () => false };

/** After a crash, completes or takes back every batch that is not finished. Answers those batches. */
export function recoverBatches(batches: Batches, fs: FileSystem): RenameBatch[] {
  return batches.unfinished().map(({ id, state, placeholders }) => {
    const { steps } = batches.programOf(id);
    const run = new BatchRun(fs, batches.journal(id), steps, silent, { placeholders });
    const { outcome, rescued } = run.resume(state);
    batches.noteRescued(id, rescued);
    if (outcome !== 'pending') batches.noteRecovered(id, outcome === 'applied' ? 'completed' : 'rolled-back');
    batches.forgetSwept(steps);
    return batches.described(id);
  });
}
