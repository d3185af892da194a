import { Worker } from 'node:worker_threads';
import { AppError, fromErrorData } from '../../contract/errors.ts';
import type { RenameProgress } from '../../contract/rename-model.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { Arguments, FromThread, Method, ThreadData, ToThread } from './protocol.ts';
import type { Renames } from './renames.ts';

// A plan of 100,000 files is made and kept: with V8's usual young generation a third of the time went into moving it about.
const resourceLimits = { maxYoungGenerationSizeMb: 192 };

/** `Renames` in a thread of its own, started by the first call. Plans live in the thread; batches in the library. */
export class RenameThread implements AsyncDisposable {
  readonly #data: ThreadData;
  readonly #onProgress: (progress: RenameProgress) => void;
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(library: string, onProgress: (progress: RenameProgress) => void) {
    this.#data = { library, cancel: new SharedArrayBuffer(4) };
    this.#onProgress = onProgress;
  }

  async call<M extends Method>(method: M, ...args: Arguments<M>): Promise<ReturnType<Renames[M]>> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#lastId += 1);
    const call = Promise.withResolvers<unknown>();
    this.#calls.set(id, call);
    worker.postMessage({ id, method, args } satisfies ToThread);
    return (await call.promise) as ReturnType<Renames[M]>;
  }

  /** A batch under way is taken back before its next step. */
  cancel(): void {
    Atomics.store(new Int32Array(this.#data.cancel), 0, 1);
  }

  /** Forgets a `cancel` that came too late for its batch. */
  clearCancel(): void {
    Atomics.store(new Int32Array(this.#data.cancel), 0, 0);
  }

  /** Ends the thread, after the calls under way: a batch that has begun is finished or taken back first. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([...this.#calls.values()].map(({ promise }) => promise));
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(threadScript('rename-worker', import.meta.url), {
      workerData: this.#data,
      resourceLimits,
    });
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      this.#worker = null;
      const stopped = new AppError('engine-stopped', '', { cause });
      for (const call of this.#calls.values()) call.reject(stopped);
      this.#calls.clear();
    });
    worker.on('message', (message: FromThread) => this.#receive(message));
    return worker;
  }

  #receive(message: FromThread): void {
    if ('progress' in message) return this.#onProgress(message.progress);
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if ('error' in message) call?.reject(fromErrorData(message.error));
    else call?.resolve(message.value);
  }
}
