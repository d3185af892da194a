import type { Processor, ProcessorFallback } from '../../contract/providers.ts';
import { openNetworks, type Networks, type OpenNetwork } from './networks.ts';
import type { JobRuns } from '../threads/do-jobs-together.ts';
import type { Answer, InferenceJobs, Job, ThreadData } from './protocol.ts';

/** Crops in one run, at most. */
const enoughCrops = 8;

/** The open networks of an inference thread. A graphics card that fails is replaced by the processor, once and for good. */
export class Inference implements JobRuns<InferenceJobs> {
  readonly #data: ThreadData;
  readonly #open: OpenNetwork;
  readonly #onProcessor: (processor: Processor) => void;
  #networks: Networks;

  private constructor(
    networks: Networks,
    data: ThreadData,
    open: OpenNetwork,
    onProcessor: (processor: Processor) => void,
  ) {
    this.#networks = networks;
    this.#data = data;
    this.#open = open;
    this.#onProcessor = onProcessor;
  }

  /** Opens the networks and says what they run on. `refused`: those that need not be tried. Errors as openNetworks. */
  static async start(
    data: ThreadData,
    open: OpenNetwork,
    onProcessor: (processor: Processor) => void,
    refused: readonly ProcessorFallback[] = [],
  ): Promise<Inference> {
    const networks = await openNetworks(data, open, refused);
    onProcessor(networks.processor);
    return new Inference(networks, data, open, onProcessor);
  }

  /**
   * How many of the waiting jobs, from the first on, can be done together: crops of several pictures, and on a graphics card
   * several pictures. At least 1.
   */
  countTogether([first, ...others]: readonly Job[]): number {
    if (!first) return 0;
    const limit = first.name === 'find' ? this.#networks.detectorBatch : enoughCrops;
    let size = sizeOf(first);
    let count = 1;
    for (const job of others) {
      size += sizeOf(job);
      if (size > limit || job.name !== first.name) break;
      count++;
    }
    return count;
  }

  /**
   * Does jobs that can go together, see `countTogether`. Calls must come one after another: a provider that fails is replaced
   * before the next jobs see it.
   */
  async run(jobs: readonly Job[]): Promise<Answer[]> {
    try {
      return await work(this.#networks, jobs);
    } catch (error) {
      if (this.#networks.processor.provider === 'cpu') throw error;
      await this.#fallBack(error instanceof Error ? error.message : String(error));
      return await this.#oneByOne(jobs);
    }
  }

  async release(): Promise<void> {
    await this.#networks.release();
  }

  /** The processor takes pictures one at a time. */
  async #oneByOne(jobs: readonly Job[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const job of jobs) answers.push(...(await work(this.#networks, [job])));
    return answers;
  }

  /** Sleep, a driver update or an unplugged dock take a graphics card away; releasing what was on it may fail as well. */
  async #fallBack(detail: string): Promise<void> {
    const { provider, refused } = this.#networks.processor;
    const lost = { provider, reason: 'lost', detail } as const;
    this.#networks = await openNetworks({ ...this.#data, providers: ['cpu'] }, this.#open, [lost, ...refused]);
    this.#onProcessor(this.#networks.processor);
  }
}

function sizeOf(job: Job): number {
  return job.name === 'find' ? 1 : job.args[0].count;
}

async function work(networks: Networks, jobs: readonly Job[]): Promise<Answer[]> {
  const pictures = jobs.filter((job) => job.name === 'find');
  if (pictures.length > 0) return networks.find(pictures.map(({ args: [image, least] }) => ({ image, least })));
  return networks.embed(jobs.filter((job) => job.name === 'embed').map(({ args: [crops] }) => crops));
}
