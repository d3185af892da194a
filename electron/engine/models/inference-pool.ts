import type { Processor } from '../../contract/providers.ts';
import { InferenceThread } from './inference-thread.ts';
import type { JobAnswer, JobName } from '../threads/jobs.ts';
import type { CallOptions } from '../threads/live-thread.ts';
import type { InferenceJobs, ThreadData } from './protocol.ts';

/** How `threads` of the processor are shared out: as `lanes` networks side by side, each on `threadsEach`. */
export interface Lanes {
  readonly lanes: number;
  readonly threadsEach: number;
}

/**
 * The networks are small: several side by side gain more than more threads for each. A lane costs memory (its weights and
 * buffers, about 150 MB), so there are at most four.
 */
export function planLanes(threads: number): Lanes {
  const threadsEach = threads >= 4 ? 2 : 1;
  return { lanes: Math.max(1, Math.min(4, Math.floor(threads / threadsEach))), threadsEach };
}

export type StartThread = (data: ThreadData) => InferenceThread;

/** Inference threads that share the work. The first decides on the processor; others start when it is busy. */
export class InferencePool implements AsyncDisposable {
  readonly #data: ThreadData;
  readonly #plan: Lanes;
  readonly #startThread: StartThread;
  readonly #first: InferenceThread;
  readonly #threads: InferenceThread[];

  constructor(data: ThreadData, startThread: StartThread = (one) => new InferenceThread(one)) {
    this.#data = data;
    this.#plan = planLanes(data.threads);
    this.#startThread = startThread;
    this.#first = startThread({ ...data, threads: this.#plan.threadsEach });
    this.#threads = [this.#first];
  }

  /** Opens the models. Throws `model-invalid` where they cannot be used. */
  async start(): Promise<void> {
    await this.#first.start();
  }

  get processor(): Processor {
    return { ...this.#first.processor, threads: this.#data.threads };
  }

  /** As InferenceThread.run. */
  run<N extends JobName<InferenceJobs>>(
    options: CallOptions,
    name: N,
    ...args: Parameters<InferenceJobs[N]>
  ): Promise<JobAnswer<InferenceJobs, N>> {
    return this.#leastBusy().run(options, name, ...args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }

  #leastBusy(): InferenceThread {
    const least = this.#threads.reduce((best, thread) => (thread.waiting < best.waiting ? thread : best));
    return least.waiting > 0 && this.#mayGrow() ? this.#grow() : least;
  }

  // A graphics card gains nothing from a second copy of the networks.
  #mayGrow(): boolean {
    return this.#threads.length < this.#plan.lanes && this.#first.processor.provider === 'cpu';
  }

  #grow(): InferenceThread {
    const { quantised = false } = this.#first.processor;
    const thread = this.#startThread({ ...this.#data, threads: this.#plan.threadsEach, providers: ['cpu'], quantised });
    this.#threads.push(thread);
    return thread;
  }
}
