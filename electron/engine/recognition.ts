import { toErrorData, type ErrorData } from '../contract/errors.ts';
import type { Recognition, RecognitionAccess } from './calls/recognition-access.ts';
import type { Announcer } from './announcer.ts';
import type { Journal } from './edits/journal.ts';
import { LookingAgain } from './edits/looking-again.ts';
import { ManualBoxes } from './edits/manual-boxes.ts';
import { Regrouping } from './edits/regrouping.ts';
import { SampleSorting } from './edits/sample-sorting.ts';
import type { FileGate } from './flow/file-gate.ts';
import { Grouping } from './grouping/grouping.ts';
import type { Models } from './models/session.ts';
import type { InHands } from './pipeline/in-hands.ts';
import { Ingest } from './pipeline/ingest.ts';
import { Samples } from './pipeline/samples.ts';
import type { PreviewCache } from './previews/preview-cache.ts';
import type { PreviewThread } from './previews/preview-thread.ts';
import { Review } from './review/review.ts';
import { linkageRise } from './adaptation/linkage.ts';
import { LearntCalibration } from './search/learnt-calibration.ts';
import { tableFromThresholds } from './search/probability.ts';
import { sampleModelFrom, sampleProbability, type SampleEvidence } from './search/sample-odds.ts';
import { lowestBorder } from './search/search.ts';
import type { Stores } from './store/stores.ts';
import { modelVersion } from './vision/manifest.ts';

export interface RecognitionParts {
  readonly stores: Stores;
  readonly journal: Journal;
  readonly previews: PreviewCache;
  readonly previewThread: PreviewThread;
  readonly gate: FileGate;
  readonly inHands: InHands;
  readonly announcer: Announcer;
  /** Are folders being read now? */
  readonly isScanning: () => boolean;
}

/** Loads, replaces and closes what needs the models. */
export class ModelParts implements RecognitionAccess, AsyncDisposable {
  readonly #parts: RecognitionParts;
  #current: Recognition | null = null;
  #problem: ErrorData | null = null;
  #loading: Promise<Recognition>;

  /** `models` are closed in the end. */
  constructor(parts: RecognitionParts, models: Promise<Models>) {
    this.#parts = parts;
    this.#loading = this.#load(models);
    // Whoever needs the models hears of the failure from `ready`; nobody may be waiting yet.
    this.#loading.catch(() => undefined);
  }

  get current(): Recognition | null {
    return this.#current;
  }

  get problem(): ErrorData | null {
    return this.#problem;
  }

  get isIndexing(): boolean {
    return this.#current?.ingest.isRunning ?? false;
  }

  ready(): Promise<Recognition> {
    return this.#loading;
  }

  /** Other models: what is being looked at now is looked at again by them. */
  async replace(next: Models): Promise<void> {
    const before = await this.#loading.catch(() => null);
    this.#loading = this.#exchange(before, next);
    await this.#loading;
    this.#parts.announcer.changed(['processor', 'pictures', 'characters', 'skipped']);
  }

  async #load(models: Promise<Models>): Promise<Recognition> {
    const { announcer } = this.#parts;
    try {
      this.#current = recognise(this.#parts, await models);
      announcer.changed(['processor']);
      this.#current.ingest.wake();
      return this.#current;
    } catch (error) {
      this.#problem = toErrorData(error);
      announcer.changed(['processor']);
      throw error;
    }
  }

  async #exchange(before: Recognition | null, next: Models): Promise<Recognition> {
    const paused = before?.ingest.progress().phase === 'paused';
    this.#current = null;
    await before?.ingest.close();
    await before?.grouping[Symbol.asyncDispose]();
    this.#problem = null;
    const after = recognise(this.#parts, next);
    this.#current = after;
    if (paused) after.ingest.pause();
    after.ingest.wake();
    await before?.models[Symbol.asyncDispose]();
    return after;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const last = await this.#loading.catch(() => null);
    // Grouping of a large library is not waited for.
    await Promise.all([last?.ingest.close(), last?.grouping[Symbol.asyncDispose]()]);
    await last?.models[Symbol.asyncDispose]();
  }
}

/** Puts together what needs the models. */
function recognise(parts: RecognitionParts, models: Models): Recognition {
  const { stores, journal, gate } = parts;
  const { thresholds, output, probability, sorting, crowding, rise } = models.manifest.embedder;
  const version = modelVersion(models.manifest);
  const { same, maybe, group: linkage } = thresholds;
  const table = probability ?? tableFromThresholds(thresholds);
  const model = { thresholds: { same, maybe }, table, crowding };
  const grouping = new Grouping(stores.db, stores, {
    ...{ dimensions: output.dimensions, version, linkage },
    ...(rise ? { rise: (facts) => linkageRise(facts, rise) } : {}),
  });
  const calibration = new LearntCalibration(stores, model, version, () => grouping.facts);
  const samples = new Samples(models);
  const { index } = grouping;
  const shared = { ...stores, journal, grouping };
  const sampleModel = sorting ?? sampleModelFrom(thresholds);
  const judgement = {
    ...{ floor: lowestBorder(thresholds), same },
    probability: (evidence: SampleEvidence<string>) => calibration.shift(sampleProbability(sampleModel, evidence)),
  };
  return {
    ...{ models, grouping, calibration, samples },
    ingest: ingestWith(parts, models, grouping),
    review: new Review({ ...shared, index, linkage: () => grouping.linkage, calibration, version }),
    manualBoxes: new ManualBoxes({ ...shared, models, gate, probability: (cosine) => calibration.probability(cosine) }),
    lookingAgain: new LookingAgain({ ...shared, models, gate }),
    sorting: new SampleSorting({ ...shared, samples, judgement }),
    regrouping: new Regrouping(shared),
  };
}

function ingestWith(parts: RecognitionParts, models: Models, grouping: Grouping): Ingest {
  const { stores, announcer } = parts;
  let { provider } = models.processor;
  const ingest: Ingest = new Ingest(
    {
      ...stores,
      ...parts,
      grouping,
      models,
      inTransaction: (work) => stores.db.transaction(work)(),
    },
    {
      onProgress: () => {
        announcer.progress(() => ingest.progress());
        // A graphics card may fail in the middle of a run.
        if (provider !== models.processor.provider) announcer.changed(['processor']);
        provider = models.processor.provider;
      },
      onChanged: (topics) => announcer.changed(topics),
    },
  );
  return ingest;
}
