import type { EngineApi } from '../../electron/contract/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { Edited } from '../../electron/contract/edits-api.ts';
import type { GroupingOptions, RegroupPreview } from '../../electron/contract/grouping-api.ts';
import { throttle } from '../library/throttle.ts';

/** Of the slider, in cosine. */
export const offsetStep = 0.01;
const lookInterval = 150;
const usual: GroupingOptions = { offset: 0, picturesApart: true };

type RegroupCalls = Pick<EngineApi, 'groupingOptions' | 'previewRegroup' | 'regroup'>;

/** Grouping anew by other options: what it would change is seen before it is done. */
export class Regrouping {
  options = $state.raw<GroupingOptions>(usual);
  /** What the library is grouped by now; null until that is known. */
  applied = $state.raw<GroupingOptions | null>(null);
  preview = $state.raw<RegroupPreview | null>(null);
  error = $state.raw<ErrorData | null>(null);
  busy = $state(false);

  readonly #engine: RegroupCalls;
  readonly #look: () => void;

  constructor(engine: RegroupCalls) {
    this.#engine = engine;
    this.#look = throttle(() => this.#ask(), lookInterval);
  }

  /** The preview is of what is chosen. */
  readonly current = $derived(this.preview !== null && areSame(this.preview.options, this.options));
  readonly isUsual = $derived(areSame(this.options, usual));
  /** Something else is chosen than what the library is grouped by. */
  readonly changes = $derived(this.applied !== null && !areSame(this.options, this.applied));
  readonly ready = $derived(this.changes && this.current && this.error === null && !this.busy);

  async open(): Promise<void> {
    await this.#attempt(async () => {
      this.applied = await this.#engine.groupingOptions();
      this.options = this.applied;
    });
    this.#look();
  }

  choose(options: Partial<GroupingOptions>): void {
    const chosen = { ...this.options, ...options };
    // Sums of the slider's steps are not exact: the preview is known by its options.
    this.options = { ...chosen, offset: Math.round(chosen.offset / offsetStep) * offsetStep };
    this.#look();
  }

  reset(): void {
    this.choose(usual);
  }

  /** Throws what the engine throws. */
  async apply(): Promise<Edited> {
    this.busy = true;
    try {
      return await this.#engine.regroup(this.options);
    } finally {
      this.busy = false;
    }
  }

  #ask(): Promise<void> {
    return this.#attempt(async () => {
      this.preview = await this.#engine.previewRegroup(this.options);
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.error = null;
    } catch (error) {
      this.error = toErrorData(error);
    }
  }
}

function areSame(one: GroupingOptions, other: GroupingOptions): boolean {
  return Math.abs(one.offset - other.offset) < offsetStep / 2 && one.picturesApart === other.picturesApart;
}
