import { availableParallelism } from 'node:os';
import { JobThread } from '../threads/job-thread.ts';
import type { JobAnswer, JobName } from '../threads/jobs.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { TableHandle } from '../vectors/vector-table.ts';
import type { VectorJobs, VectorThreadData } from './vector-jobs.ts';

type VectorThread = JobThread<VectorJobs>;

/** Threads that work on a table of vectors, started when they are first needed. */
export class VectorThreads implements AsyncDisposable {
  readonly #threads: readonly VectorThread[];

  constructor(handle: TableHandle) {
    // Zone 0 is the engine's own.
    const count = Math.min(handle.zones - 1, availableParallelism());
    this.#threads = Array.from({ length: count }, (_, index) => {
      const data: VectorThreadData = { handle, zone: index + 1 };
      return new JobThread<VectorJobs>(threadScript('vector-worker', import.meta.url), { data });
    });
  }

  get count(): number {
    return this.#threads.length;
  }

  /** Gives a job to the thread with the fewest. Errors as JobThread.run. */
  run<N extends JobName<VectorJobs>>(name: N, ...args: Parameters<VectorJobs[N]>): Promise<JobAnswer<VectorJobs, N>> {
    const waiting = this.#threads.map((thread) => thread.waiting);
    return this.#thread(waiting.indexOf(Math.min(...waiting))).run(name, ...args);
  }

  /** Splits `from` .. `to` among the threads; `argsOf` a part. Answers come in order. Errors as JobThread.run. */
  runSplit<N extends JobName<VectorJobs>>(
    name: N,
    from: number,
    to: number,
    argsOf: (from: number, to: number) => Parameters<VectorJobs[N]>,
  ): Promise<JobAnswer<VectorJobs, N>[]> {
    const share = Math.max(1, Math.ceil((to - from) / this.count));
    const parts = this.#threads.map(
      (_, index) => [from + index * share, Math.min(to, from + (index + 1) * share)] as const,
    );
    const used = parts.filter(([start, end]) => start < end);
    return Promise.all(used.map(([start, end], index) => this.#thread(index).run(name, ...argsOf(start, end))));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }

  #thread(index: number): VectorThread {
    return this.#threads[index] as VectorThread;
  }
}
