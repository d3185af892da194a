import type { LearntThresholds } from '../../contract/review-api.ts';
import type { FactStore } from '../store/facts.ts';
import type { SettingStore } from '../store/settings.ts';
import { boundsOf, shifted, shiftOf, shiftThresholds, type Answered, type Calibration } from './calibration.ts';
import { probabilityOf } from './probability.ts';
import type { Thresholds } from './search.ts';

interface LearntParts {
  readonly facts: FactStore;
  readonly settings: SettingStore;
}

interface Learnt {
  readonly shift: number;
  readonly thresholds: Thresholds;
  readonly answers: number;
}

/**
 * What similarities mean in one library: the model's calibration, moved by what the artist answered to questions of this model.
 * No decision depends on it, and groups are made by the model's linkage all the same.
 */
export class LearntCalibration {
  readonly #parts: LearntParts;
  readonly #model: Calibration;
  readonly #version: string;
  #learnt: Learnt | null = null;

  /** `version`: of the models that answers must be about. */
  constructor(parts: LearntParts, model: Calibration, version: string) {
    this.#parts = parts;
    this.#model = model;
    this.#version = version;
  }

  get thresholds(): Thresholds {
    return this.#now().thresholds;
  }

  /** That two faces of this cosine are one character. */
  probability(cosine: number): number {
    return this.shift(this.expected(cosine));
  }

  /** The same by the model alone. */
  expected(cosine: number): number {
    return probabilityOf(cosine, this.#model.table);
  }

  /** What the model says of a question, as it holds in this library. */
  shift(probability: number): number {
    return shifted(probability, this.#now().shift);
  }

  describe(): LearntThresholds {
    const { thresholds: inUse, answers } = this.#now();
    const { thresholds: original } = this.#model;
    return { inUse, original, bounds: boundsOf(original), answers, adapt: this.#parts.settings.adaptsThresholds() };
  }

  /** Whether thresholds follow the answers, or are the model's own. */
  adapt(adapt: boolean): LearntThresholds {
    this.#parts.settings.setAdaptsThresholds(adapt);
    this.outOfDate();
    return this.describe();
  }

  /** Something was decided, or taken back. */
  outOfDate(): void {
    this.#learnt = null;
  }

  #now(): Learnt {
    return (this.#learnt ??= this.#learn());
  }

  #learn(): Learnt {
    const answers = this.#answers();
    const shift = this.#parts.settings.adaptsThresholds() ? shiftOf(answers) : 0;
    return { shift, thresholds: shiftThresholds(this.#model, shift), answers: answers.length };
  }

  /** Suggestions are left out: what their similarities mean differs too much between libraries (docs/decisions/learning-and-review.md). */
  #answers(): Answered[] {
    return this.#parts.facts
      .judged({ kind: 'question', version: this.#version })
      .flatMap(({ expected, isSame }) => (expected === null ? [] : [{ expected, isSame }]));
  }
}
