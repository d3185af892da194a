import { join } from 'node:path';
import type { Character, Face, Picture, FaceListing } from '../contract/faces-api.ts';
import type { CharacterId, FaceId, FolderId, PictureId } from '../contract/ids.ts';
import type { Folder, IndexingProgress, LibraryCounts, LibraryStatus, SkippedFile } from '../contract/library-api.ts';
import type { FindResult, Match, Sample, SampleSource } from '../contract/search-api.ts';
import type { Page } from '../contract/checks.ts';
import type { EngineApi, EngineEvents } from '../contract/engine-api.ts';
import type { PreviewOf } from '../contract/preview-api.ts';
import { AppError, toErrorData, type ErrorData } from '../contract/errors.ts';
import type { RenameBatch } from '../contract/rename-model.ts';
import { Announcer } from './announcer.ts';
import { cleanName } from './edits/decisions.ts';
import { accuracyOf } from './review/accuracy.ts';
import { CharacterEdits } from './edits/edits.ts';
import { Grouping } from './grouping/grouping.ts';
import { Journal } from './edits/journal.ts';
import { LearntCalibration } from './search/learnt-calibration.ts';
import { ManualBoxes } from './edits/manual-boxes.ts';
import { previewMerge, type Likeness } from './edits/merge-preview.ts';
import { completeName } from './edits/name-completion.ts';
import { Regrouping } from './edits/regrouping.ts';
import { tableFromThresholds } from './search/probability.ts';
import { Review } from './review/review.ts';
import { SampleSorting } from './edits/sample-sorting.ts';
import { bandOf, borderOf, findNearest, lowestBorder } from './search/search.ts';
import { proposeSplit } from './edits/split-proposal.ts';
import { modelVersion } from './vision/manifest.ts';
import type { Models } from './models/session.ts';
import { decodePicture, SkipError } from './pictures/decode.ts';
import { scaleBox } from './vision/boxes.ts';
import { exportCalls, type ExportCalls } from './export/export-calls.ts';
import { FileGate } from './flow/file-gate.ts';
import { FolderSet } from './pipeline/folders.ts';
import { Ingest } from './pipeline/ingest.ts';
import { previewSides, writePicturePreview } from './previews/preview.ts';
import { faceKey, PreviewCache } from './previews/preview-cache.ts';
import { startPreviewThread } from './previews/preview-thread.ts';
import { Samples } from './pipeline/samples.ts';
import type { ModelSource } from './settings/model-source.ts';
import { LibraryBackups } from './settings/library-backups.ts';
import { settingsCalls } from './settings/settings-calls.ts';
import { cacheBytes, readSettings } from './settings/settings-file.ts';
import { renameCalls } from './rename/rename-calls.ts';
import { Renames } from './rename/renames.ts';
import { Recent } from './flow/recent.ts';
import { AssetStore } from './store/assets.ts';
import { BoxStore } from './store/boxes.ts';
import { CharacterStore } from './store/characters.ts';
import { openDatabase } from './store/database.ts';
import { FaceSearch } from './store/face-search.ts';
import { FaceStore } from './store/faces.ts';
import { FactStore } from './store/facts.ts';
import { HistoryStore } from './store/history.ts';
import { Recorder } from './store/recorder.ts';
import { SettingStore } from './store/settings.ts';

export interface EngineOptions {
  /** Folder of the library; made where it is missing. */
  readonly library: string;
  /** The engine closes them in the end. */
  readonly models: Promise<Models>;
  readonly events: EngineEvents;
  /** See FolderOptions. */
  readonly watch: boolean;
  /** Where other models come from when the settings change; null: they cannot. */
  readonly source?: ModelSource;
  /** Whether a library that has changed is copied when it is closed, as its settings say. */
  readonly backUpAtEnd?: boolean;
}

export interface Engine extends EngineApi, Pick<ExportCalls, 'facesAsText'>, AsyncDisposable {
  /** Batches of renames that a crash had cut off, as this start has left them. */
  readonly recovered: readonly RenameBatch[];
  /** Resolves when all folders are read and everything in them is indexed and grouped. Throws what stops that. */
  whenIdle(): Promise<void>;
  counts(folders: readonly FolderId[]): LibraryCounts;
  skippedIn(folders: readonly FolderId[], page: Page): SkippedFile[];
}

/** The parts that need the models. */
interface Recognition {
  readonly models: Models;
  readonly grouping: Grouping;
  readonly calibration: LearntCalibration;
  readonly ingest: Ingest;
  readonly samples: Samples;
  readonly review: Review;
  readonly sorting: SampleSorting;
  readonly manualBoxes: ManualBoxes;
  readonly regrouping: Regrouping;
}

const idle: IndexingProgress = { phase: 'idle', done: 0, total: 0, picturesPerSecond: 0, secondsLeft: null };

const loadingModels: IndexingProgress = { ...idle, phase: 'scanning' };

/** Opens a library. What is in it can be asked for at once; indexing starts when the models are loaded. */
export function createEngine({ library, models, events, watch, source, backUpAtEnd }: EngineOptions): Engine {
  const database = openDatabase(library);
  const announcer = new Announcer(events);
  const assets = new AssetStore(database.db);
  const faces = new FaceStore(database.db);
  const characters = new CharacterStore(database.db);
  const facts = new FactStore(database.db);
  const boxes = new BoxStore(database.db);
  const search = new FaceSearch(database.db);
  const settings = new SettingStore(database.db);
  const history = new HistoryStore(database.db);
  const recorder = new Recorder(database.db);
  const journal = new Journal(database.db, {
    characters,
    history,
    recorder,
    boxes,
    onSettings: () => recognition?.grouping.optionsChanged(),
    onFaces: (changed) => recognition?.grouping.lookAgain(changed),
  });
  const edits = new CharacterEdits({ characters, facts, journal });
  const previews = new PreviewCache(join(library, 'previews'), cacheBytes(readSettings(library)));
  const previewThread = startPreviewThread();
  const backups = new LibraryBackups(database.db, library);
  const gate = new FileGate();
  // Before anything looks at the folders: a batch that a crash cut off is completed or taken back.
  const recovered = new Renames(database.db, { library }).recover();
  let recognition: Recognition | null = null;
  let problem: ErrorData | null = null;

  const folders = new FolderSet(
    assets,
    {
      onWork: () => recognition?.ingest.wake(),
      onPicturesGone: (pictures) => recognition?.ingest.picturesGone(pictures),
      onScanning: () => recognition?.ingest.announce(),
      onChanged: (topics) => announcer.changed(topics),
    },
    { library, watch, gate, isBusy: () => isIndexing() },
  );
  const counts = new Recent(
    () => assets.countAll(characters.list()),
    () => isIndexing(),
  );

  const renames = renameCalls({
    db: database.db,
    library,
    gate,
    onChanged: (topics) => announcer.changed(topics),
    onMoved: () => {
      folders.takeUp();
      recognition?.ingest.wake();
    },
  });
  if (recovered.length > 0) announcer.changed(['renames']);

  let loading = models.then(
    (loaded) => {
      recognition = recognise(loaded);
      announcer.changed(['processor']);
      recognition.ingest.wake();
      return recognition;
    },
    (error: unknown) => {
      problem = toErrorData(error);
      announcer.changed(['processor']);
      throw error;
    },
  );
  // Whoever needs the models hears of the failure from `loading`; nobody may be waiting yet.
  loading.catch(() => undefined);

  /** Other models: what is being looked at now is looked at again by them. */
  async function replaceModels(next: Models): Promise<void> {
    const before = await loading.catch(() => null);
    loading = (async () => {
      const paused = before?.ingest.progress().phase === 'paused';
      recognition = null;
      await before?.ingest.close();
      await before?.grouping[Symbol.asyncDispose]();
      problem = null;
      recognition = recognise(next);
      if (paused) recognition.ingest.pause();
      recognition.ingest.wake();
      await before?.models[Symbol.asyncDispose]();
      return recognition;
    })();
    await loading;
    announcer.changed(['processor', 'pictures', 'characters', 'skipped']);
  }

  function recognise(loaded: Models): Recognition {
    const { thresholds, output, probability } = loaded.manifest.embedder;
    const linkage = thresholds.group;
    const version = modelVersion(loaded.manifest);
    const { same, maybe } = thresholds;
    const model = { thresholds: { same, maybe }, table: probability ?? tableFromThresholds(thresholds) };
    const calibration = new LearntCalibration({ facts, settings }, model, version);
    let { provider } = loaded.processor;
    const grouping = new Grouping(
      database.db,
      { faces, characters, facts, settings },
      { dimensions: output.dimensions, version, linkage },
    );
    const ingest = new Ingest(
      {
        assets,
        faces,
        grouping,
        models: loaded,
        previews,
        previewThread,
        gate,
        isScanning: () => folders.scanning,
        inTransaction: (work) => database.db.transaction(work)(),
      },
      {
        onProgress: () => {
          announcer.progress(() => ingest.progress());
          // A graphics card may fail in the middle of a run.
          if (provider !== loaded.processor.provider) announcer.changed(['processor']);
          provider = loaded.processor.provider;
        },
        onChanged: (topics) => announcer.changed(topics),
      },
    );
    const review = new Review({
      faces,
      characters,
      facts,
      journal,
      index: grouping.index,
      linkage: () => grouping.linkage,
      calibration,
      version,
    });
    const samples = new Samples(loaded);
    const parts = { faces, characters, facts, journal, grouping, samples, thresholds: () => calibration.thresholds };
    const manualBoxes = new ManualBoxes({
      ...{ assets, faces, characters, facts, boxes, journal, grouping, models: loaded, gate },
      probability: (cosine) => calibration.probability(cosine),
    });
    return {
      ...{ models: loaded, grouping, calibration, ingest, samples, review, manualBoxes },
      sorting: new SampleSorting(parts),
      regrouping: new Regrouping({ settings, journal, grouping }),
    };
  }

  function isIndexing(): boolean {
    return recognition?.ingest.isRunning ?? false;
  }

  /** After an edit: the window hears of it, and the machine groups around it. */
  function edited<T>(result: T): T {
    announcer.changed(['characters', 'history']);
    recognition?.grouping.invalidate();
    recognition?.calibration.outOfDate();
    recognition?.ingest.wake();
    return result;
  }

  function likeness(): Likeness | null {
    if (!recognition) return null;
    const { models: loaded, grouping, calibration } = recognition;
    return {
      index: grouping.index,
      unlikeBelow: loaded.manifest.embedder.thresholds.group,
      probability: (cosine) => calibration.probability(cosine),
    };
  }

  function listFaces(character: CharacterId | null, page: Page, listing: FaceListing = {}): Face[] {
    const { state, sort, filter } = listing;
    if (sort === undefined && filter === undefined) return faces.ofCharacter(character, page, state);
    return faces.known(search.listed(character, page, listing));
  }

  function existingFace(id: FaceId): Face {
    const face = faces.byId(id);
    if (!face) throw new AppError('face-gone', id);
    return face;
  }

  function existingPicture(id: PictureId): Picture {
    const size = assets.sizeOf(id);
    if (!size) throw new AppError('picture-gone', id);
    return { id, size, paths: assets.pathsOf(id), faces: faces.ofPicture(id) };
  }

  function toMatch(face: FaceId, similarity: number, { calibration }: Recognition): Match {
    const { picture, path, pictureSize, box, character, version } = existingFace(face);
    const band = bandOf(similarity, calibration.thresholds);
    const characterName = character === null ? null : (characters.byId(character)?.name ?? null);
    const match = { face, picture, path, pictureSize, box, similarity, band, character, characterName, version };
    return { ...match, probability: calibration.probability(similarity) };
  }

  function hashOf(picture: PictureId): string {
    return assets.hashOf(picture)?.toString('hex') ?? '';
  }

  async function makeFacePreview(face: Face, side: number, path: string): Promise<number> {
    const { image, scale } = await readable(face.path, () => decodePicture(face.path));
    return previewThread.run({ image, box: scaleBox(face.box, scale), side, path });
  }

  async function preview(of: PreviewOf): Promise<string> {
    switch (of.kind) {
      case 'face':
      case 'portrait': {
        const face = existingFace(of.id);
        const side = previewSides[of.kind];
        return previews.get(of.kind, faceKey(hashOf(face.picture), face.box), (to) => makeFacePreview(face, side, to));
      }
      case 'picture': {
        const { paths } = existingPicture(of.id);
        const path = paths[0] ?? '';
        return previews.get('picture', hashOf(of.id), (to) => readable(path, () => writePicturePreview(path, to)));
      }
      case 'sample': {
        const source = (await loading).samples.sourceOf(of.id);
        // Samples are numbered anew in every run: the process number keeps an old one from being shown for a new one.
        return previews.get('sample', `${process.pid}-${of.id}`, (to) => writePicturePreview(source, to));
      }
    }
  }

  return {
    async status(): Promise<LibraryStatus> {
      return {
        library,
        ...counts.get(),
        folders: folders.roots().length,
        progress: recognition?.ingest.progress() ?? (problem ? idle : loadingModels),
        processor: recognition?.models.processor ?? null,
        undo: history.nextSummary('undo'),
        redo: history.nextSummary('redo'),
        problem,
      };
    },

    listFolders: async (): Promise<Folder[]> => folders.list(),
    addFolder: (path) => folders.add(path),
    async removeFolder(id) {
      const gone = await folders.remove(id);
      recognition?.ingest.picturesGone(gone);
      announcer.changed(['folders', 'pictures', 'characters', 'skipped']);
    },

    async pauseIndexing() {
      (await loading).ingest.pause();
    },
    async resumeIndexing() {
      (await loading).ingest.resume();
    },
    async cancelIndexing() {
      (await loading).ingest.cancel();
    },
    listSkipped: async (page) => assets.skipped(page),
    async retrySkipped() {
      assets.retrySkipped();
      announcer.changed(['skipped']);
      (await loading).ingest.wake();
    },

    listCharacters: async (): Promise<Character[]> => characters.list(),
    listFaces: async (character, page, listing) => listFaces(character, page, listing),
    async searchFaces(filter, page) {
      const found = search.search(filter, page);
      return { ...found, faces: faces.known(found.faces) };
    },
    filterCharacters: async (filter) => search.characters(filter),
    listNotFaces: async (page) => faces.notFaces(page),
    getPicture: async (id) => existingPicture(id),
    completeNames: async (typed) => completeName(typed, characters.names()),
    async characterNamed(name) {
      const holder = characters.byName(cleanName(name));
      return (holder && characters.describe(holder.id)) ?? null;
    },

    nameCharacter: async (id, name) => edited(edits.name(id, name)),
    previewMerge: async (into, from) => previewMerge({ faces, characters, facts }, likeness(), { into, from }),
    mergeCharacters: async (into, from, options) => edited(edits.merge(into, from, options?.keepApart)),
    splitFaces: async (wanted) => edited(edits.split([wanted])),
    splitCharacter: async (_, parts) => edited(edits.split(parts)),
    proposeSplit: async (id) => proposeSplit({ faces, characters }, (await loading).grouping.index, id),
    moveFaces: async (wanted, to) => edited(edits.move(wanted, to)),
    rejectFaces: async (wanted, character) => edited(edits.reject(wanted, character)),
    acceptFaces: async (wanted, character) => edited(edits.accept(wanted, character)),
    acceptAll: async (character) => edited(edits.acceptAll(character)),
    markNotFace: async (wanted) => edited(edits.notFace(wanted)),
    unmarkNotFace: async (wanted) => edited(edits.faceAgain(wanted)),
    setHidden: async (ids, hidden) => edited(edits.setHidden(ids, hidden)),
    setCover: async (id, face) => edited(edits.setCover(id, face)),
    setColour: async (ids, colour) => edited(edits.setColour(ids, colour)),
    lookAt: async (picture, box) => (await loading).manualBoxes.lookAt(picture, box),
    addFace: async (picture, box, to) => edited(await (await loading).manualBoxes.add(picture, box, to)),
    adjustFace: async (face, box, to) => edited(await (await loading).manualBoxes.adjust(face, box, to)),
    removeFace: async (face) => edited((await loading).manualBoxes.remove(face)),
    groupingOptions: async () => settings.grouping(),
    previewRegroup: async (options) => (await loading).regrouping.preview(options),
    regroup: async (options) => edited(await (await loading).regrouping.regroup(options)),
    undo: async () => edited(journal.undo()),
    redo: async () => edited(journal.redo()),
    listHistory: async (page) => history.list(page),

    openSample: async (source: SampleSource): Promise<Sample> => (await loading).samples.open(source),
    async find(queries, options): Promise<FindResult> {
      const ready = await loading;
      const vectors = queries.flatMap((query) =>
        'sample' in query
          ? ready.samples.vectorOf(query.sample, query.face)
          : (faces.embeddingOf(existingFace(query.libraryFace).id) ?? []),
      );
      const asked = new Set(queries.flatMap((query) => ('libraryFace' in query ? query.libraryFace : [])));
      const { thresholds } = ready.calibration;
      const near = await findNearest(ready.grouping, vectors, { ...options, thresholds });
      const others = near.filter(({ face }) => !asked.has(face));
      const wanted = others.filter(({ similarity }) => similarity >= options.min).slice(0, options.limit);
      return {
        matches: wanted.map(({ face, similarity }) => toMatch(face, similarity, ready)),
        thresholds,
        border: borderOf(
          others.map(({ face, similarity }) => ({ picture: ready.grouping.pictureOf(face), similarity })),
          { lowest: lowestBorder(thresholds), probability: (cosine) => ready.calibration.probability(cosine) },
        ),
      };
    },
    assignFaces: async (wanted, to) => edited(edits.assign(wanted, to)),
    suggestFaces: async (wanted, to) => edited(edits.suggest(wanted, to)),
    planSamples: async (folder) => (await loading).sorting.plan(folder),
    applySamples: async (plan, leaveOut) => edited((await loading).sorting.apply(plan, leaveOut)),
    async accuracy() {
      // What was answered can be told without models too.
      const calibration = (await loading.catch(() => null))?.calibration ?? null;
      const counted = accuracyOf(facts.judged(), (cosine) => calibration?.expected(cosine) ?? 0);
      return { ...counted, thresholds: calibration?.describe() ?? null };
    },
    adaptThresholds: async (adapt) => (await loading).calibration.adapt(adapt),
    reviewQueue: async (limit) => (await loading).review.queue(limit),
    answerReview: async (id, answer, limit) => {
      const { review } = await loading;
      const { changed, gone } = edited(review.answer(id, answer));
      return { changed, gone, queue: await review.queue(limit) };
    },

    preview,

    ...settingsCalls({
      library,
      backups,
      previews,
      source: source ?? null,
      models: () => loading.then((ready) => ready.models),
      replaceModels,
      onProcessor: () => recognition?.ingest.threadsChanged(),
      onChanged: (topics) => announcer.changed(topics),
    }),
    ...renames,
    ...exportCalls({ db: database.db, library, gate, onChanged: (topics) => announcer.changed(topics) }),
    recovered,

    counts: (wanted) => assets.counts(wanted),
    skippedIn: (wanted, page) => assets.skipped(page, wanted),
    async whenIdle() {
      const { ingest } = await loading;
      await folders.whenScanned();
      ingest.wake();
      await ingest.whenIdle();
    },
    async [Symbol.asyncDispose]() {
      await renames[Symbol.asyncDispose]();
      await folders.close();
      const ready = await loading.catch(() => null);
      // Grouping of a large library is not waited for.
      await Promise.all([ready?.ingest.close(), ready?.grouping[Symbol.asyncDispose]()]);
      await Promise.all([ready?.models[Symbol.asyncDispose](), previewThread[Symbol.asyncDispose]()]);
      announcer[Symbol.dispose]();
      if (backUpAtEnd) await backups.atEnd();
      database[Symbol.dispose]();
    },
  };
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SkipError) throw new AppError('picture-unreadable', path, { cause: error });
    throw error;
  }
}
