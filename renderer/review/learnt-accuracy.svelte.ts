import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Accuracy } from '../../electron/contract/api/review-api.ts';
import { Resource } from '../library/resource.svelte.ts';

type AccuracyCalls = Pick<EngineApi, 'accuracy' | 'adaptThresholds'>;

/** A share of fewer answers says nothing yet. */
export const enoughAnswers = 10;

/** How often the machine was right in this library, and which thresholds that has led to. */
export class LearntAccuracy {
  readonly #engine: AccuracyCalls;
  readonly #resource: Resource<Accuracy>;

  constructor(engine: AccuracyCalls) {
    this.#engine = engine;
    this.#resource = new Resource(() => engine.accuracy(), 200);
  }

  /** Null until it is known; nothing is shown where it cannot be had: it is a comfort, not a task. */
  get accuracy(): Accuracy | null {
    return this.#resource.value;
  }

  /** Asks the engine again, soon. */
  refresh(): void {
    this.#resource.refresh();
  }

  /** Whether thresholds follow the answers, or are the model's own. */
  async adapt(adapt: boolean): Promise<void> {
    const thresholds = await this.#engine.adaptThresholds(adapt);
    const { value } = this.#resource;
    if (value) this.#resource.value = { ...value, thresholds };
  }
}
