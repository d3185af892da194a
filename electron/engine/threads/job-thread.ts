import { setFlagsFromString } from 'node:v8';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { AppError } from '../../contract/errors.ts';
import type { JobAnswer, JobName, Jobs } from './jobs.ts';
import { LiveThread, type CallOptions } from './live-thread.ts';

export interface ThreadOptions<Event> {
  /** The thread reads it as `workerData`. */
  readonly data?: unknown;
  readonly resourceLimits?: ResourceLimits;
  readonly onEvent?: (event: Event) => void;
  /** Closing waits for the calls under way, where it would otherwise fail them. */
  readonly finishes?: boolean;
}

// V8 13.6, which Node 24 has, may free the code for calls from WebAssembly to JavaScript twice when one thread collects code while another
// begins to use it, and the whole process ends (https://crbug.com/409379692). Code that is not collected is a few megabytes at most.
setFlagsFromString('--no-wasm-code-gc');

/**
 * A thread that does jobs, see do-jobs.ts, started by the first of them. When it dies, its calls fail with `engine-stopped`, and the
 * next call starts another one.
 */
export class JobThread<J extends Jobs<J>, Event = never> implements AsyncDisposable {
  readonly #script: URL;
  readonly #options: ThreadOptions<Event>;
  #live: LiveThread | null = null;
  #closed = false;

  constructor(script: URL, options: ThreadOptions<Event> = {}) {
    this.#script = script;
    this.#options = options;
  }

  /** Calls that are not answered yet. */
  get waiting(): number {
    return this.#live?.waiting ?? 0;
  }

  /** Starts the thread before there is work for it. Throws why it could not start. */
  async start(): Promise<void> {
    await this.#thread().ready;
  }

  /** Throws what the job throws in the thread. */
  run<N extends JobName<J>>(name: N, ...args: Parameters<J[N]>): Promise<JobAnswer<J, N>> {
    return this.runWith({}, name, ...args);
  }

  /** As `run`; also throws the signal's reason. */
  async runWith<N extends JobName<J>>(
    options: CallOptions,
    name: N,
    ...args: Parameters<J[N]>
  ): Promise<JobAnswer<J, N>> {
    return (await this.#thread().ask(name, args, options)) as JobAnswer<J, N>;
  }

  /** Ends the thread at once, in the middle of a job that takes too long: its calls fail with `engine-stopped`, caused by `cause`. */
  kill(cause: unknown): void {
    this.#live?.kill(cause);
  }

  /** As LiveThread.workedMs; 0 where none has started. */
  async workedMs(): Promise<number> {
    return (await this.#live?.workedMs()) ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#live?.close(this.#options.finishes ?? false);
  }

  #thread(): LiveThread {
    if (this.#closed) throw new AppError('engine-stopped');
    return (this.#live ??= this.#launch());
  }

  #launch(): LiveThread {
    const { data, resourceLimits, onEvent } = this.#options;
    const worker = new Worker(this.#script, { workerData: data, ...(resourceLimits && { resourceLimits }) });
    const live = new LiveThread(worker, {
      onEvent: (event) => onEvent?.(event as Event),
      // One that was killed ends later, when another may have taken its place.
      onEnd: () => (this.#live = this.#live === live ? null : this.#live),
    });
    return live;
  }
}
