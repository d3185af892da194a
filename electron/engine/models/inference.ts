import type { Processor, ProcessorFallback } from '../../contract/model.ts';
import { openNetworks, type Networks, type OpenNetwork } from './networks.ts';
import type { Answers, Job, ThreadData } from './protocol.ts';

export type Answer = Answers[Job['kind']];

/** The open networks of an inference thread. A graphics card that fails is replaced by the processor, once and for good. */
export class Inference {
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

  /** Opens the networks and says what they run on. Errors as openNetworks. */
  static async start(
    data: ThreadData,
    open: OpenNetwork,
    onProcessor: (processor: Processor) => void,
  ): Promise<Inference> {
    const networks = await openNetworks(data, open);
    onProcessor(networks.processor);
    return new Inference(networks, data, open, onProcessor);
  }

  /** Jobs must come one after another: a provider that fails is replaced before the next job sees it. */
  async run(job: Job): Promise<Answer> {
    try {
      return await work(this.#networks, job);
    } catch (error) {
      if (this.#networks.processor.provider === 'cpu') throw error;
      await this.#fallBack(error instanceof Error ? error.message : String(error));
      return await work(this.#networks, job);
    }
  }

  async release(): Promise<void> {
    await this.#networks.release();
  }

  /** Sleep, a driver update or an unplugged dock take a graphics card away; releasing what was on it may fail as well. */
  async #fallBack(detail: string): Promise<void> {
    const fallback: ProcessorFallback = { provider: this.#networks.processor.provider, reason: 'lost', detail };
    this.#networks = await openNetworks({ ...this.#data, providers: ['cpu'] }, this.#open, fallback);
    this.#onProcessor(this.#networks.processor);
  }
}

function work(networks: Networks, job: Job): Promise<Answer> {
  return job.kind === 'detect' ? networks.detect(job.image, job.fit) : networks.embed(job.pixels, job.count);
}
