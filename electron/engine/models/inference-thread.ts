import type { Processor } from '../../contract/providers.ts';
import { JobThread } from '../threads/job-thread.ts';
import type { JobAnswer, JobName } from '../threads/jobs.ts';
import type { CallOptions } from '../threads/live-thread.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { InferenceJobs, ThreadData } from './protocol.ts';

/** Runs the networks in a thread of their own. Closing it waits for the calls under way. */
export class InferenceThread implements AsyncDisposable {
  readonly #thread: JobThread<InferenceJobs, Processor>;
  #processor: Processor | null = null;

  constructor(data: ThreadData, script: URL = threadScript('inference-worker', import.meta.url)) {
    const onEvent = (processor: Processor) => (this.#processor = processor);
    this.#thread = new JobThread(script, { data, onEvent, finishes: true });
  }

  /** Opens the models. Throws `model-invalid` where they cannot be used. */
  start(): Promise<void> {
    return this.#thread.start();
  }

  /** What the networks run on: known once the thread has started. */
  get processor(): Processor {
    if (!this.#processor) throw new Error('the inference thread has not started');
    return this.#processor;
  }

  /** Calls that are not answered yet. */
  get waiting(): number {
    return this.#thread.waiting;
  }

  /** As JobThread.runWith. */
  run<N extends JobName<InferenceJobs>>(
    options: CallOptions,
    name: N,
    ...args: Parameters<InferenceJobs[N]>
  ): Promise<JobAnswer<InferenceJobs, N>> {
    return this.#thread.runWith(options, name, ...args);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#thread[Symbol.asyncDispose]();
  }
}
