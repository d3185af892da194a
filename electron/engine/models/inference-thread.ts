import { Worker } from 'node:worker_threads';
import { AppError, fromErrorData } from '../../contract/errors.ts';
import type { Processor } from '../../contract/providers.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { Answers, FromThread, Job, ThreadData } from './protocol.ts';

/** A thread that is up: what it runs on, and the calls that wait for it. */
interface Running {
  readonly worker: Worker;
  readonly calls: Map<number, PromiseWithResolvers<unknown>>;
}

/**
 * Runs the networks in a thread of their own. A thread that dies fails the calls it had, with `engine-stopped`, and the next call
 * starts another one.
 */
export class InferenceThread implements AsyncDisposable {
  readonly #script: URL;
  readonly #data: ThreadData;
  #running: Promise<Running> | null = null;
  #processor: Processor | null = null;
  #nextId = 1;
  #waiting = 0;
  #closed = false;

  constructor(data: ThreadData, script: URL = threadScript('worker', import.meta.url)) {
    this.#data = data;
    this.#script = script;
  }

  /** Opens the models. Throws `model-invalid` where they cannot be used. */
  async start(): Promise<void> {
    await this.#thread();
  }

  get processor(): Processor {
    if (!this.#processor) throw new Error('the inference thread has not started');
    return this.#processor;
  }

  /** Jobs that were handed over and are not answered yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Hands a job over, with the buffers in `transfer`. An abort ends the waiting; the thread finishes and is not listened to. */
  async run<K extends Job['kind']>(
    job: Extract<Job, { kind: K }>,
    transfer: readonly ArrayBuffer[],
    signal?: AbortSignal,
  ): Promise<Answers[K]> {
    signal?.throwIfAborted();
    this.#waiting++;
    try {
      return await this.#ask(await this.#thread(), job, transfer, signal);
    } finally {
      this.#waiting--;
    }
  }

  async #ask<K extends Job['kind']>(
    { worker, calls }: Running,
    job: Extract<Job, { kind: K }>,
    transfer: readonly ArrayBuffer[],
    signal?: AbortSignal,
  ): Promise<Answers[K]> {
    signal?.throwIfAborted();
    const id = this.#nextId++;
    const call = Promise.withResolvers<unknown>();
    calls.set(id, call);
    worker.postMessage({ id, job }, [...transfer]);
    return (await unlessAborted(call, signal)) as Answers[K];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const running = await this.#running?.catch(() => null);
    if (!running) return;
    const gone = new Promise((resolve) => running.worker.once('exit', resolve));
    running.worker.postMessage({ close: true });
    await gone;
  }

  #thread(): Promise<Running> {
    if (this.#closed) throw new AppError('engine-stopped');
    this.#running ??= this.#launch();
    return this.#running;
  }

  async #launch(): Promise<Running> {
    const running: Running = { worker: new Worker(this.#script, { workerData: this.#data }), calls: new Map() };
    const ready = Promise.withResolvers<void>();
    let cause: unknown;
    running.worker.on('error', (error) => {
      cause = error;
    });
    running.worker.on('exit', () => {
      this.#running = null;
      const stopped = new AppError('engine-stopped', '', { cause });
      ready.reject(stopped);
      for (const call of running.calls.values()) call.reject(stopped);
    });
    running.worker.on('message', (message: FromThread) => this.#receive(message, running, ready));
    await ready.promise;
    return running;
  }

  #receive(message: FromThread, { calls }: Running, ready: PromiseWithResolvers<void>): void {
    if ('processor' in message) {
      this.#processor = message.processor;
      ready.resolve();
    } else if ('failed' in message) {
      ready.reject(fromErrorData(message.failed));
    } else {
      const call = calls.get(message.id);
      calls.delete(message.id);
      if ('answer' in message) call?.resolve(message.answer);
      else call?.reject(fromErrorData(message.error));
    }
  }
}

async function unlessAborted(call: PromiseWithResolvers<unknown>, signal?: AbortSignal): Promise<unknown> {
  const abort = (): void => call.reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await call.promise;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
