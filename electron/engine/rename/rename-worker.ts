import { workerData } from 'node:worker_threads';
import type { RenameProgress } from '../../contract/rename/rename-model.ts';
import { connect } from '../store/database.ts';
import { doJobs } from '../threads/do-jobs.ts';
import { tell } from '../threads/thread-port.ts';
import type { RunObserver } from './batch/batch-run.ts';
import type { RenameJobs, ThreadData } from './protocol.ts';
import { Renames } from './renames.ts';

/** Entry of the renaming thread: it waits for disks, which the engine's own thread must not. */
const { library, cancel } = workerData as ThreadData;
const flag = new Int32Array(cancel);
const renames = new Renames(connect(library), { library });

// Telling each of 100,000 steps would take longer than the steps.
const progressPauseMs = 100;
let tellAgainAt = 0;

const observer: RunObserver = {
  cancelled: () => Atomics.load(flag, 0) !== 0,
  progress: (progress) => {
    const now = performance.now();
    if (now < tellAgainAt) return;
    tellAgainAt = now + progressPauseMs;
    tell<RenameProgress>(progress);
  },
};

doJobs<RenameJobs>({
  preview: (request) => renames.preview(request),
  previewUndo: (batch) => renames.previewUndo(batch),
  rows: (plan, filter, page) => renames.rows(plan, filter, page),
  apply: (plan) => renames.apply(plan, observer),
  batches: (page) => renames.batches(page),
  recover: () => renames.recover(),
});
