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
import type { FoundPicture } from './pipeline/look-at-picture.ts';
import { Samples } from './pipeline/samples.ts';
import type { PreviewCache } from './previews/preview-cache.ts';
import type { PreviewThread } from './previews/preview-thread.ts';
import { Review } from './review/review.ts';
import type { LibraryFacts } from './adaptation/library-facts.ts';
import { linkageThrough } from './adaptation/lens.ts';
import { linkageRise } from './adaptation/linkage.ts';
import { learnLens, takeLens } from './grouping/library-lens.ts';
import { LearntCalibration } from './similarity/learnt-calibration.ts';
import { tableFromThresholds } from './similarity/probability.ts';
import { sampleModelFrom, sampleProbability, type SampleEvidence } from './similarity/sample-odds.ts';
import { lowestBorder } from './similarity/find-nearest.ts';
import type { StoredLens } from './store/lens.ts';
import type { Stores } from './store/stores.ts';
import { modelVersion, type ModelManifest } from './vision/manifest.ts';

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
  /** See TakeInParts. */
  readonly seenElsewhere: (hash: Buffer, by: ModelManifest) => Promise<FoundPicture | null>;
}

/** A lens is learnt anew where there are so many times the faces it was learnt from. */
const growth = 2;
/** … or so many times the faces that an artist had decided; fewer than twice so many prove nothing. */
const fewestDecided = 30;

/** Loads, replaces and closes what needs the models. */
export class ModelParts implements RecognitionAccess, AsyncDisposable {
  readonly #parts: RecognitionParts;
  #current: Recognition | null = null;
  #problem: ErrorData | null = null;
  #loading: Promise<Recognition>;
  #refocusing: Promise<boolean> | null = null;
  /** How many faces there were, and how many an artist had decided, when a lens was last learnt, or could not be. */
  #learntAt = 0;
  #learntBy = 0;

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

  /**
   * Looks at the library through what its groups say of it, where that has changed: all faces are compared and grouped anew. Answers
   * whether it has.
   */
  refocus(): Promise<boolean> {
    return (this.#refocusing ??= this.#refocus().finally(() => (this.#refocusing = null)));
  }

  async #refocus(): Promise<boolean> {
    const before = await this.#loading;
    const after = this.#wantedLens(before);
    if (after === before.lens) return false;
    this.#loading = this.#focused(before, after);
    await this.#loading;
    this.#parts.announcer.changed(['characters']);
    return true;
  }

  /** Asked whenever nothing else is to do: nothing is read where the library has hardly grown. */
  #wantedLens({ lens, grouping, models: { manifest } }: Recognition): StoredLens | null {
    const { stores } = this.#parts;
    const faces = grouping.index.size;
    if (!manifest.embedder.throughLens || !stores.settings.adaptsThresholds()) {
      this.#learntAt = this.#learntBy = 0;
      return null;
    }
    const decided = stores.lens.decided();
    const hasGrown = faces >= growth * Math.max(lens?.faces ?? 0, this.#learntAt);
    const isTold = decided >= growth * Math.max(fewestDecided, lens?.decided ?? 0, this.#learntBy);
    if (!hasGrown && !isTold) return lens;
    this.#learntAt = faces;
    this.#learntBy = decided;
    return learnLens(stores, manifest, faces, lens);
  }

  async #load(models: Promise<Models>): Promise<Recognition> {
    const { announcer } = this.#parts;
    try {
      const loaded = await models;
      this.#current = recognise(this.#parts, loaded, this.#around(loaded));
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
    const after = await this.#succeed(before, () => recognise(this.#parts, next, this.#around(next)));
    await before?.models[Symbol.asyncDispose]();
    return after;
  }

  /** The same models, looking at the library through another lens. */
  #focused(before: Recognition, lens: StoredLens | null): Promise<Recognition> {
    const { models, samples } = before;
    return this.#succeed(before, () => {
      // Not before the other grouping is closed: what it stores was not seen through this.
      takeLens(this.#parts.stores, modelVersion(models.manifest), lens);
      return recognise(this.#parts, models, { ...this.#around(models), samples });
    });
  }

  async #succeed(before: Recognition | null, make: () => Recognition): Promise<Recognition> {
    const paused = before?.ingest.progress().phase === 'paused';
    this.#current = null;
    await before?.ingest.close();
    await before?.grouping[Symbol.asyncDispose]();
    this.#problem = null;
    const after = make();
    this.#current = after;
    if (paused) after.ingest.pause();
    after.ingest.wake();
    return after;
  }

  #around(models: Models): Around {
    return { samples: new Samples(models), onIdle: () => void this.refocus().catch(() => false) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const last = await this.#loading.catch(() => null);
    // Grouping of a large library is not waited for.
    await Promise.all([last?.ingest.close(), last?.grouping[Symbol.asyncDispose]()]);
    await last?.models[Symbol.asyncDispose]();
  }
}

interface Around {
  readonly samples: Samples;
  /** Nothing is left to do. */
  readonly onIdle: () => void;
}

/** Puts together what needs the models. */
function recognise(parts: RecognitionParts, models: Models, { samples, onIdle }: Around): Recognition {
  const { stores, journal, gate } = parts;
  const version = modelVersion(models.manifest);
  const {
    thresholds,
    table,
    crowding,
    sorting: sampleModel,
    lens,
    ...grouped
  } = meaningOf(stores, models.manifest, version);
  const grouping = new Grouping(stores.db, stores, { ...grouped, lens, version });
  const calibration = new LearntCalibration(
    stores,
    { thresholds, table, crowding, learntFrom: lens?.faces ?? null, proof: lens?.proof ?? null },
    version,
    () => grouping.facts,
  );
  const { index } = grouping;
  const shared = { ...stores, journal, grouping };
  const judgement = {
    ...{ floor: lowestBorder(thresholds), same: thresholds.same },
    probability: (evidence: SampleEvidence<string>) => calibration.shift(sampleProbability(sampleModel, evidence)),
  };
  return {
    ...{ models, grouping, calibration, samples, lens },
    ingest: ingestWith(parts, models, { grouping, onIdle }),
    review: new Review({ ...shared, index, linkage: () => grouping.linkage, calibration, version }),
    manualBoxes: new ManualBoxes({ ...shared, models, gate, probability: (cosine) => calibration.probability(cosine) }),
    lookingAgain: new LookingAgain({ ...shared, models, gate }),
    sorting: new SampleSorting({ ...shared, samples, judgement }),
    regrouping: new Regrouping(shared),
  };
}

/** What cosines mean in this library: by the model's figures for vectors as they are, or through the library's lens. */
function meaningOf(stores: Stores, { embedder }: ModelManifest, version: string) {
  const { thresholds, output, probability, sorting, crowding, rise, throughLens } = embedder;
  const { dimensions } = output;
  const lens = throughLens ? stores.lens.read(version) : null;
  if (throughLens && lens) {
    const { probability: table, linkage, ...rest } = throughLens;
    return { ...rest, table, dimensions, lens, linkage: linkageThrough(lens, linkage) };
  }
  return {
    thresholds: { same: thresholds.same, maybe: thresholds.maybe },
    ...{ dimensions, crowding, linkage: thresholds.group, lens },
    table: probability ?? tableFromThresholds(thresholds),
    sorting: sorting ?? sampleModelFrom(thresholds),
    ...(rise ? { rise: (facts: LibraryFacts) => linkageRise(facts, rise) } : {}),
  };
}

interface IngestAround {
  readonly grouping: Grouping;
  readonly onIdle: () => void;
}

function ingestWith(parts: RecognitionParts, models: Models, { grouping, onIdle }: IngestAround): Ingest {
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
      onIdle,
    },
  );
  return ingest;
}
