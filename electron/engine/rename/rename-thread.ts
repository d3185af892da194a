import type { RenameProgress } from '../../contract/rename/rename-model.ts';
import { JobThread } from '../threads/job-thread.ts';
import type { JobAnswer, JobName } from '../threads/jobs.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { RenameJobs, ThreadData } from './protocol.ts';

// A plan of 100,000 files is made and kept: with V8's usual young generation a third of the time went into moving it about.
const resourceLimits = { maxYoungGenerationSizeMb: 192 };

/** `Renames` in a thread of its own, started by the first call. Plans live in the thread; batches in the library. */
export class RenameThread implements AsyncDisposable {
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #thread: JobThread<RenameJobs, RenameProgress>;

  constructor(library: string, onProgress: (progress: RenameProgress) => void) {
    const data: ThreadData = { library, cancel: this.#cancelled.buffer };
    const options = { data, resourceLimits, onEvent: onProgress, finishes: true };
    this.#thread = new JobThread(threadScript('rename-worker', import.meta.url), options);
  }

  call<N extends JobName<RenameJobs>>(name: N, ...args: Parameters<RenameJobs[N]>): Promise<JobAnswer<RenameJobs, N>> {
    return this.#thread.run(name, ...args);
  }

  /** A batch under way is taken back before its next step. */
  cancel(): void {
    Atomics.store(this.#cancelled, 0, 1);
  }

  /** Forgets a `cancel` that came too late for its batch. */
  clearCancel(): void {
    Atomics.store(this.#cancelled, 0, 0);
  }

  /** Ends the thread, after the calls under way: a batch that has begun is finished or taken back first. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#thread[Symbol.asyncDispose]();
  }
}
