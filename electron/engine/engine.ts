import { join } from 'node:path';
import type { Page } from '../contract/checks.ts';
import type { EngineApi, EngineEvents } from '../contract/api/engine-api.ts';
import type { FolderId } from '../contract/ids.ts';
import type { LibraryCounts, SkippedFile, Topic } from '../contract/api/library-api.ts';
import type { RenameBatch } from '../contract/rename/rename-model.ts';
import { Announcer } from './announcer.ts';
import { catalogueCalls } from './calls/catalogue-calls.ts';
import { editsCalls } from './calls/edits-calls.ts';
import { facesCalls } from './calls/faces-calls.ts';
import { groupingCalls } from './calls/grouping-calls.ts';
import { libraryCalls } from './calls/library-calls.ts';
import { picturesCalls } from './calls/pictures-calls.ts';
import { previewCalls } from './calls/preview-calls.ts';
import { queryCalls } from './calls/query-calls.ts';
import { reviewCalls } from './calls/review-calls.ts';
import { searchCalls } from './calls/search-calls.ts';
import { Journal } from './edits/journal.ts';
import { duplicatesCalls } from './duplicates/duplicates-calls.ts';
import { importCalls } from './import/import-calls.ts';
import { exportCalls, type ExportCalls } from './export/export-calls.ts';
import { FileGate } from './flow/file-gate.ts';
import { Recent } from './flow/recent.ts';
import type { Models } from './models/session.ts';
import { FolderSet } from './pipeline/folders/folders.ts';
import { InHands } from './pipeline/in-hands.ts';
import { PreviewCache } from './previews/preview-cache.ts';
import { startPreviewThread } from './previews/preview-thread.ts';
import { ModelParts } from './recognition.ts';
import { renameCalls } from './rename/rename-calls.ts';
import { Renames } from './rename/renames.ts';
import { LibraryBackups } from './settings/library-backups.ts';
import type { ModelSource } from './settings/model-source.ts';
import { settingsCalls } from './settings/settings-calls.ts';
import { cacheBytes, readSettings } from './settings/settings-file.ts';
import { studioCalls } from './studio/studio-calls.ts';
import { Studio } from './studio/studio.ts';
import { openDatabase, type LibraryDatabase } from './store/database.ts';
import { refuseUnsafeHome } from './store/home/refuse-unsafe-home.ts';
import { openStores } from './store/stores.ts';

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
  /** Opens it even where a library is not safe: on a network drive, in a synchronised folder. */
  readonly libraryAnyway?: boolean;
}

export interface Engine extends EngineApi, Pick<ExportCalls, 'facesAsText'>, AsyncDisposable {
  /** Batches of renames that a crash had cut off, as this start has left them. */
  readonly recovered: readonly RenameBatch[];
  /** Resolves when all folders are read and everything in them is indexed and grouped. Throws what stops that. */
  whenIdle(): Promise<void>;
  counts(folders: readonly FolderId[]): LibraryCounts;
  skippedIn(folders: readonly FolderId[], page: Page): SkippedFile[];
}

/**
 * Opens a library. What is in it can be asked for at once; indexing starts when the models are loaded. Where it throws, the library and the
 * models are closed again.
 */
export function createEngine(options: EngineOptions): Engine {
  let database: LibraryDatabase | null = null;
  try {
    if (!options.libraryAnyway) refuseUnsafeHome(options.library);
    database = openDatabase(options.library);
    return engineOn(database, options);
  } catch (error) {
    database?.[Symbol.dispose]();
    options.models.then(
      (models) => models[Symbol.asyncDispose](),
      () => undefined,
    );
    throw error;
  }
}

function engineOn(
  database: LibraryDatabase,
  { library, models, events, watch, source, backUpAtEnd }: EngineOptions,
): Engine {
  const { db } = database;
  const stores = openStores(db);
  const announcer = new Announcer(events);
  const onChanged = (topics: readonly Topic[]) => announcer.changed(topics);
  const journal = new Journal(db, {
    ...stores,
    onSettings: () => recognition.current?.grouping.optionsChanged(),
    onFaces: (changed) => recognition.current?.grouping.lookAgain(changed),
    onEdit: (edit, changes, step) => studio.note({ ...edit, changes, step }),
  });
  const studio: Studio = new Studio({
    db,
    follow: watch,
    onCarried: ({ faces, boxes, characters, others }) => {
      recognition.current?.grouping.lookAgain([...boxes]);
      if (faces.size + characters.size + others > 0) edited(null);
    },
    onChanged: () => onChanged(['studio']),
  });
  const settings = readSettings(library);
  const previews = new PreviewCache(join(library, 'previews'), cacheBytes(settings));
  const previewThread = startPreviewThread();
  const backups = new LibraryBackups(db, library);
  const gate = new FileGate();
  const inHands = new InHands(library);
  // Before anything looks at the folders: a batch that a crash cut off is completed or taken back.
  const recovered = new Renames(db, { library }).recover();
  if (recovered.length > 0) onChanged(['renames']);

  // Made before the folders, because they ask for it while they are made. Models are loaded only once all parts are there.
  const recognition: ModelParts = new ModelParts(
    { stores, journal, previews, previewThread, gate, inHands, announcer, isScanning: () => folders.scanning },
    models,
  );
  const folders: FolderSet = new FolderSet(
    stores,
    {
      onWork: () => recognition.current?.ingest.wake(),
      onPicturesGone: (pictures) => recognition.current?.ingest.picturesGone(pictures),
      onScanning: () => recognition.current?.ingest.announce(),
      onChanged,
    },
    { library, watch, gate, exclude: settings.exclude, isBusy: () => recognition.isIndexing },
  );
  const contents = new Recent(
    () => {
      const characters = stores.characters.list();
      return { characters, counts: { ...stores.counts.all(characters), faceless: stores.faceless.count() } };
    },
    () => recognition.isIndexing,
  );
  const renames = renameCalls({
    ...{ db, library, gate, onChanged },
    isPending: recovered.some(({ state }) => state === 'pending'),
    onMoved: () => {
      folders.takeUp();
      recognition.current?.ingest.wake();
    },
  });

  function edited<T>(result: T): T {
    // What the artist has just done is seen at once, indexing or not.
    contents.forget();
    onChanged(['characters', 'history']);
    const { grouping, calibration, ingest } = recognition.current ?? {};
    grouping?.invalidate();
    calibration?.outOfDate();
    ingest?.wake();
    return result;
  }

  const subject = { stores, journal, recognition, edited };
  const shown = previewCalls({ stores, previews, previewThread, recognition });
  const cast = { listCharacters: async () => stores.characters.list(), preview: shown.preview };
  return {
    ...libraryCalls({
      library,
      lastSeen: inHands.left,
      stores,
      folders,
      recognition,
      contents: () => contents.get(),
      onChanged,
    }),
    ...facesCalls(stores),
    ...picturesCalls(stores),
    ...editsCalls(subject),
    ...catalogueCalls(subject),
    ...groupingCalls(subject),
    ...searchCalls(subject),
    ...queryCalls(stores),
    ...reviewCalls(subject),
    ...shown,
    ...settingsCalls({
      ...{ library, backups, previews, source: source ?? null, onChanged },
      models: async () => (await recognition.ready()).models,
      replaceModels: (next) => recognition.replace(next),
      onExclude: (patterns) => folders.exclude(patterns),
      onProcessor: () => recognition.current?.ingest.threadsChanged(),
    }),
    ...renames,
    ...exportCalls({ db, library, gate, onChanged, cast }),
    ...duplicatesCalls({ ...stores, gate, journal, edited, onChanged }),
    ...importCalls({
      ...{ stores, journal, edited, onChanged },
      manualBoxes: async () => (await recognition.ready()).manualBoxes,
    }),
    ...studioCalls({ studio, onChanged }),
    recovered,

    counts: (wanted) => stores.counts.inFolders(wanted),
    skippedIn: (wanted, page) => stores.counts.skipped(page, wanted),
    async whenIdle() {
      const { ingest } = await recognition.ready();
      await folders.whenScanned();
      ingest.wake();
      await ingest.whenIdle();
    },
    async [Symbol.asyncDispose]() {
      inHands[Symbol.dispose]();
      await studio[Symbol.asyncDispose]();
      await renames[Symbol.asyncDispose]();
      await folders.close();
      await recognition[Symbol.asyncDispose]();
      await previewThread[Symbol.asyncDispose]();
      announcer[Symbol.dispose]();
      if (backUpAtEnd) await backups.atEnd();
      database[Symbol.dispose]();
    },
  };
}
