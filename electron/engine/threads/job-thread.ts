import type { Worker } from 'node:worker_threads';
import { AppError, fromErrorData } from '../../contract/errors.ts';
import type { Answered, Asked } from './job-port.ts';

/**
 * A thread that does jobs, see job-port.ts, started by the first of them. One that dies fails the jobs it had, with `engine-stopped`, and
 * the next job starts another one. Only while it has work does it keep the process alive.
 */
export class JobThread<Job, Answer> implements AsyncDisposable {
  readonly #start: () => Worker;
  readonly #calls = new Map<number, PromiseWithResolvers<Answer>>();
  #worker: Worker | null = null;
  #nextId = 1;
  #closed = false;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Jobs that were handed over and are not done yet. */
  get waiting(): number {
    return this.#calls.size;
  }

  /** Throws what the job throws in the thread. */
  async run(job: Job): Promise<Answer> {
    if (this.#closed) throw new AppError('engine-stopped');
    const worker = (this.#worker ??= this.#launch());
    const id = this.#nextId++;
    const call = Promise.withResolvers<Answer>();
    this.#calls.set(id, call);
    worker.ref();
    worker.postMessage({ id, job } satisfies Asked<Job>);
    return await call.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    // One that waits for work would not keep the process alive until it has ended.
    this.#worker?.ref();
    await this.#worker?.terminate();
  }

  #launch(): Worker {
    const worker = this.#start();
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      this.#worker = null;
      for (const call of this.#calls.values()) call.reject(new AppError('engine-stopped', '', { cause }));
      this.#calls.clear();
    });
    worker.on('message', (message: Answered<Answer>) => {
      const call = this.#calls.get(message.id);
      this.#calls.delete(message.id);
      // One that is being stopped is waited for.
      if (this.#calls.size === 0 && !this.#closed) worker.unref();
      if ('answer' in message) call?.resolve(message.answer);
      else call?.reject(fromErrorData(message.error));
    });
    return worker;
  }
}
