import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { JobThread } from '../threads/job-thread.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { JobOf, VectorAnswers, VectorJob, VectorThreadData } from './vector-jobs.ts';
import type { TableHandle } from '../vectors/vector-table.ts';

type VectorThread = JobThread<VectorJob, VectorAnswers[VectorJob['kind']]>;

/** Threads that work on a table of vectors, started when they are first needed. */
export class VectorThreads implements AsyncDisposable {
  readonly #threads: readonly VectorThread[];

  constructor(handle: TableHandle) {
    // Zone 0 is the engine's own.
    const count = Math.min(handle.zones - 1, availableParallelism());
    this.#threads = Array.from({ length: count }, (_, index) => {
      const workerData: VectorThreadData = { handle, zone: index + 1 };
      return new JobThread(() => new Worker(threadScript('vector-worker', import.meta.url), { workerData }));
    });
  }

  get count(): number {
    return this.#threads.length;
  }

  /** Gives a job to the thread with the fewest. Errors as JobThread.run. */
  run<K extends VectorJob['kind']>(job: JobOf<K>): Promise<VectorAnswers[K]> {
    const waiting = this.#threads.map((thread) => thread.waiting);
    return this.#ask(waiting.indexOf(Math.min(...waiting)), job);
  }

  /** Splits `from` .. `to` among the threads; answers come in order. Errors as JobThread.run. */
  runSplit<K extends VectorJob['kind']>(
    from: number,
    to: number,
    job: (from: number, to: number) => JobOf<K>,
  ): Promise<VectorAnswers[K][]> {
    const share = Math.max(1, Math.ceil((to - from) / this.count));
    const parts = this.#threads.map(
      (_, index) => [from + index * share, Math.min(to, from + (index + 1) * share)] as const,
    );
    const used = parts.filter(([start, end]) => start < end);
    return Promise.all(used.map(([start, end], index) => this.#ask<K>(index, job(start, end))));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }

  async #ask<K extends VectorJob['kind']>(index: number, job: JobOf<K>): Promise<VectorAnswers[K]> {
    const thread = this.#threads[index] as VectorThread;
    return (await thread.run(job)) as VectorAnswers[K];
  }
}
