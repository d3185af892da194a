import type { LearntThresholds } from '../../contract/api/review-api.ts';
import type { LibraryFacts } from '../adaptation/library-facts.ts';
import { sameFrom, type CrowdingModel } from '../adaptation/promise.ts';
import type { FactStore } from '../store/facts.ts';
import type { SettingStore } from '../store/settings.ts';
import {
  boundsOf,
  shifted,
  shiftOf,
  shiftThresholds,
  shiftToBorder,
  withSame,
  type Answered,
  type Calibration,
} from './calibration.ts';
import { probabilityOf } from './probability.ts';
import type { Thresholds } from './find-nearest.ts';

interface LearntParts {
  readonly facts: FactStore;
  readonly settings: SettingStore;
}

interface LibraryModel extends Calibration {
  /** What `same` is in a library, by its facts; undefined: the same in all. */
  readonly crowding: CrowdingModel | undefined;
  /** See LearntThresholds. */
  readonly learntFrom: number | null;
  readonly proof: LearntThresholds['proof'];
}

interface Learnt {
  /** By answers, of log odds. */
  readonly shift: number;
  /** By how alike the faces of the library are. */
  readonly crowding: number;
  /** Where the library begins, before any answer. */
  readonly base: Thresholds;
  readonly thresholds: Thresholds;
  /** What is known of the library. */
  readonly library: LibraryFacts | null;
  readonly answers: number;
}

/**
 * What similarities mean in one library: the model's calibration, moved by how alike the library's faces are, and by what the artist
 * answered to questions of this model. No decision depends on it, and groups are made by the model's linkage all the same.
 */
export class LearntCalibration {
  readonly #parts: LearntParts;
  readonly #model: LibraryModel;
  readonly #version: string;
  readonly #library: () => LibraryFacts | null;
  #learnt: Learnt | null = null;

  /** `version`: of the models that answers must be about. `library`: what is known of it, the same object until that changes. */
  constructor(parts: LearntParts, model: LibraryModel, version: string, library: () => LibraryFacts | null) {
    this.#parts = parts;
    this.#model = model;
    this.#version = version;
    this.#library = library;
  }

  get thresholds(): Thresholds {
    return this.#now().thresholds;
  }

  /** That two faces of this cosine are one character. */
  probability(cosine: number): number {
    const { crowding, shift } = this.#now();
    return shifted(this.expected(cosine), crowding + shift);
  }

  /** The same by the model alone. */
  expected(cosine: number): number {
    return probabilityOf(cosine, this.#model.table);
  }

  /** What the model says of a question, as answers have moved it in this library. */
  shift(probability: number): number {
    return shifted(probability, this.#now().shift);
  }

  describe(): LearntThresholds {
    const { thresholds: inUse, base, answers } = this.#now();
    const { thresholds: original, learntFrom, proof } = this.#model;
    const adapt = this.#parts.settings.adaptsThresholds();
    return { inUse, original, bounds: boundsOf(base), answers, adapt, learntFrom, proof };
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
    const library = this.#library();
    if (this.#learnt?.library !== library) this.#learnt = null;
    return (this.#learnt ??= this.#learn(library));
  }

  #learn(library: LibraryFacts | null): Learnt {
    const { thresholds: original, table, crowding: model } = this.#model;
    const answers = this.#answers();
    const adapts = this.#parts.settings.adaptsThresholds();
    const shift = adapts ? shiftOf(answers) : 0;
    const border = adapts && library && model ? sameFrom(library, model) : null;
    const base = border === null ? original : withSame(original, border);
    const crowding = border === null ? 0 : shiftToBorder(this.#model, border);
    const thresholds = shiftThresholds({ thresholds: base, table }, shift);
    return { shift, crowding, base, thresholds, library, answers: answers.length };
  }

  /** Suggestions are left out: what their similarities mean differs too much between libraries (docs/decisions/learning-and-review.md). */
  #answers(): Answered[] {
    return this.#parts.facts
      .judged({ kind: 'question', version: this.#version })
      .flatMap(({ expected, isSame }) => (expected === null ? [] : [{ expected, isSame }]));
  }
}
