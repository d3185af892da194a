import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError, fromErrorData } from '../../contract/errors.ts';
import { threadScript } from '../thread-script.ts';
import type { JobOf, VectorAnswers, VectorJob, VectorThreadData } from './vector-jobs.ts';
import type { TableHandle } from './vector-table.ts';
import type { FromVectorThread } from './vector-worker.ts';

interface Thread {
  readonly worker: Worker;
  readonly calls: Map<number, PromiseWithResolvers<unknown>>;
}

/**
 * Threads that work on a table of vectors, started when they are first needed. A thread that dies fails the calls it had, with
 * `engine-stopped`, and the next call starts another one.
 */
export class VectorThreads implements AsyncDisposable {
  readonly #handle: TableHandle;
  readonly #threads: (Thread | null)[];
  #nextId = 1;
  #closed = false;

  constructor(handle: TableHandle) {
    this.#handle = handle;
    // Zone 0 is the engine's own.
    this.#threads = Array.from({ length: Math.min(handle.zones - 1, availableParallelism()) }, () => null);
  }

  get count(): number {
    return this.#threads.length;
  }

  /** Gives a job to the thread with the fewest. */
  run<K extends VectorJob['kind']>(job: JobOf<K>): Promise<VectorAnswers[K]> {
    const waiting = this.#threads.map((thread) => thread?.calls.size ?? 0);
    return this.#ask(waiting.indexOf(Math.min(...waiting)), job);
  }

  /** Splits `from` .. `to` among the threads; answers come in order. */
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
    this.#closed = true;
    const ended = this.#threads.flatMap((thread) => {
      // One that waits for work would not keep the process alive until it has ended.
      thread?.worker.ref();
      return thread ? [thread.worker.terminate()] : [];
    });
    await Promise.all(ended);
  }

  async #ask<K extends VectorJob['kind']>(index: number, job: JobOf<K>): Promise<VectorAnswers[K]> {
    if (this.#closed) throw new AppError('engine-stopped');
    const { worker, calls } = (this.#threads[index] ??= this.#launch(index));
    const id = this.#nextId++;
    const call = Promise.withResolvers<unknown>();
    calls.set(id, call);
    worker.ref();
    worker.postMessage({ id, job });
    return (await call.promise) as VectorAnswers[K];
  }

  #launch(index: number): Thread {
    const workerData: VectorThreadData = { handle: this.#handle, zone: index + 1 };
    const thread: Thread = {
      worker: new Worker(threadScript('vector-worker', import.meta.url), { workerData }),
      calls: new Map(),
    };
    let cause: unknown;
    thread.worker.on('error', (error) => {
      cause = error;
    });
    thread.worker.on('exit', () => {
      if (this.#threads[index] === thread) this.#threads[index] = null;
      for (const call of thread.calls.values()) call.reject(new AppError('engine-stopped', '', { cause }));
    });
    thread.worker.on('message', (message: FromVectorThread) => {
      const call = thread.calls.get(message.id);
      thread.calls.delete(message.id);
      // A thread that waits for work keeps no process alive; one that is being stopped does, until it has ended.
      if (thread.calls.size === 0 && !this.#closed) thread.worker.unref();
      if ('answer' in message) call?.resolve(message.answer);
      else call?.reject(fromErrorData(message.error));
    });
    return thread;
  }
}
