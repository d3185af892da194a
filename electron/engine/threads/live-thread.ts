import type { Worker } from 'node:worker_threads';
import { AppError, fromErrorData } from '../../contract/errors.ts';
import type { FromThread, ToThread } from './messages.ts';

export interface CallOptions {
  /** Buffers that are moved to the thread instead of copied. */
  readonly transfer?: readonly ArrayBuffer[];
  /** An abort ends the waiting; the thread finishes the job, and its answer is dropped. */
  readonly signal?: AbortSignal | undefined;
}

export interface LiveThreadEvents {
  onEvent(event: unknown): void;
  /** The thread has ended. Its calls fail after this. */
  onEnd(): void;
}

/** One thread from its start to its end, and the calls that wait for it. Only while there are some does it keep the process alive. */
export class LiveThread {
  readonly #worker: Worker;
  readonly #events: LiveThreadEvents;
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #isReady = false;
  #isClosing = false;
  #failure: Error | null = null;
  #lastId = 0;

  constructor(worker: Worker, events: LiveThreadEvents) {
    this.#worker = worker;
    this.#events = events;
    // Nobody may be waiting for the start.
    this.#ready.promise.catch(() => undefined);
    let cause: unknown;
    worker.on('error', (error: unknown) => (cause = error));
    worker.on('exit', () => this.#end(cause));
    worker.on('message', (message: FromThread) => this.#receive(message));
  }

  /** Resolves when the thread says that it has started. Throws why it could not. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get waiting(): number {
    return this.#calls.size;
  }

  /** Throws what the job throws, `engine-stopped` where the thread ends before, and the signal's reason. */
  async ask(name: string, args: readonly unknown[], { transfer = [], signal }: CallOptions): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.#failure) throw this.#failure;
    const id = (this.#lastId += 1);
    const call = Promise.withResolvers<unknown>();
    const abort = (): void => call.reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    this.#calls.set(id, call);
    this.#worker.ref();
    try {
      this.#send({ id, name, args }, transfer);
      return await call.promise;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#calls.delete(id);
      this.#rest();
    }
  }

  /** Resolves when the thread has ended: after the calls under way, or at once, and those fail. */
  async close(finishing: boolean): Promise<void> {
    this.#isClosing = true;
    // A thread at rest would not keep the process alive until it has ended.
    this.#worker.ref();
    if (finishing) this.#send({ close: true });
    else await this.#worker.terminate();
    await this.#ended.promise;
  }

  /** Ends the thread in the middle of whatever it does; its calls fail with `engine-stopped`. */
  kill(cause: unknown): void {
    // One that waits for a drive ends when the system lets it go: nobody waits for that.
    void this.#worker.terminate();
    this.#end(cause);
  }

  /** What the thread has worked so far, in ms of the processor; 0 where it has ended. */
  async workedMs(): Promise<number> {
    // A thread at rest would not keep the process alive until it has answered.
    this.#worker.ref();
    const used = await this.#worker.cpuUsage().catch(() => null);
    this.#rest();
    return used ? (used.user + used.system) / 1_000 : 0;
  }

  #send(message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, [...transfer]);
  }

  #receive(message: FromThread): void {
    if ('event' in message) return this.#events.onEvent(message.event);
    if ('ready' in message) return this.#begin();
    if ('failed' in message) return this.#fail(fromErrorData(message.failed));
    const call = this.#calls.get(message.id);
    if ('error' in message) call?.reject(fromErrorData(message.error));
    else call?.resolve(message.answer);
  }

  #begin(): void {
    this.#isReady = true;
    this.#ready.resolve();
    this.#rest();
  }

  #rest(): void {
    if (this.#calls.size === 0 && this.#isReady && !this.#isClosing) this.#worker.unref();
  }

  #end(cause: unknown): void {
    this.#events.onEnd();
    this.#ended.resolve();
    this.#fail(this.#failure ?? new AppError('engine-stopped', '', { cause }));
  }

  #fail(error: Error): void {
    this.#failure = error;
    this.#ready.reject(error);
    for (const call of this.#calls.values()) call.reject(error);
  }
}
