import type { Page } from '../contract/checks.ts';
import type { EngineApi } from '../contract/api/engine-api.ts';
import type { FolderId } from '../contract/ids.ts';
import type { LibraryCounts, SkippedFile } from '../contract/api/library-api.ts';
import type { RenameBatch } from '../contract/rename/rename-model.ts';
import { catalogueCalls } from './calls/catalogue-calls.ts';
import { editsCalls } from './calls/edits-calls.ts';
import { facesCalls } from './calls/faces-calls.ts';
import { groupingCalls } from './calls/grouping-calls.ts';
import { libraryCalls } from './calls/library-calls.ts';
import { importCalls } from './import/import-calls.ts';
import { picturesCalls } from './calls/pictures-calls.ts';
import { previewCalls } from './calls/preview-calls.ts';
import { queryCalls } from './calls/query-calls.ts';
import { reviewCalls } from './calls/review-calls.ts';
import { findCalls } from './calls/find-calls.ts';
import { studioSearchCalls } from './calls/studio-search-calls.ts';
import { duplicatesCalls } from './duplicates/duplicates-calls.ts';
import { exportCalls, type ExportCalls } from './export/export-calls.ts';
import { FolderTree } from './folder-tree/folder-tree.ts';
import { folderTreeCalls } from './folder-tree/folder-tree-calls.ts';
import { mapCalls } from './map/map-calls.ts';
import { overviewCalls } from './overview/overview-calls.ts';
import type { ModelSource } from './settings/model-source.ts';
import { settingsCalls } from './settings/settings-calls.ts';
import { studioCalls } from './studio/studio-calls.ts';
import { openDatabase, type LibraryDatabase } from './store/database.ts';
import { refuseUnsafeHome } from './store/home/refuse-unsafe-home.ts';
import { warmUp } from './store/warm-up.ts';
import { openParts, type EngineOptions, type EngineParts } from './engine-parts.ts';

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

function engineOn(database: LibraryDatabase, options: EngineOptions): Engine {
  const parts = openParts(database, options);
  const { stores, recognition, folders, recovered } = parts;
  const warming = options.shown ? warmUp(stores) : null;
  return {
    ...callsOf(parts, options.source ?? null),
    recovered,
    counts: (wanted) => stores.counts.inFolders(wanted),
    skippedIn: (wanted, page) => stores.counts.skipped(page, { folders: wanted }),
    async whenIdle() {
      const { ingest } = await recognition.ready();
      await folders.whenScanned();
      ingest.wake();
      await ingest.whenIdle();
      // What was learnt from the groups makes them anew.
      await recognition.refocus();
      if ((await recognition.ready()).ingest !== ingest) await this.whenIdle();
    },
    async [Symbol.asyncDispose]() {
      warming?.[Symbol.dispose]();
      parts.inHands[Symbol.dispose]();
      await parts.studio[Symbol.asyncDispose]();
      await parts.renames[Symbol.asyncDispose]();
      await folders.close();
      await recognition[Symbol.asyncDispose]();
      await parts.previewThread[Symbol.asyncDispose]();
      await parts.faceMap[Symbol.asyncDispose]();
      parts.announcer[Symbol.dispose]();
      if (options.backUpAtEnd) await parts.backups.atEnd();
      database[Symbol.dispose]();
    },
  };
}

/** The calls of the contract, by subject. */
function callsOf(parts: EngineParts, source: ModelSource | null) {
  const { stores, library, journal, recognition, edited, onChanged, gate, previews, previewThread, folders } = parts;
  const { db, backups, contents, inHands, renames, studio } = parts;
  const subject = { stores, journal, recognition, edited };
  const shown = previewCalls({ stores, previews, previewThread, recognition });
  const { listCharacters, filterCharacters, ...faces } = facesCalls(stores);
  const cast = { listCharacters, filterCharacters, preview: shown.preview };
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
    ...folderTreeCalls(
      new FolderTree({
        changes: stores.changes,
        contents: stores.contents,
        folders: () => folders.list(),
        isBusy: () => recognition.isIndexing,
      }),
    ),
    ...{ listCharacters, filterCharacters, ...faces },
    ...picturesCalls(stores),
    ...editsCalls(subject),
    ...catalogueCalls(subject),
    ...groupingCalls(subject),
    ...findCalls(subject),
    ...queryCalls(stores),
    ...overviewCalls(stores.contents),
    ...mapCalls(parts.faceMap, stores),
    ...reviewCalls(subject),
    ...shown,
    ...settingsCalls({
      ...{ library, backups, previews, source, onChanged },
      models: async () => (await recognition.ready()).models,
      replaceModels: (next) => recognition.replace(next),
      onExclude: (patterns) => folders.exclude(patterns),
      onProcessor: () => recognition.current?.ingest.threadsChanged(),
    }),
    ...renames,
    ...exportCalls({ db, pictures: stores.pictures, library, gate, onChanged, cast }),
    ...duplicatesCalls({ ...stores, gate, journal, edited, onChanged }),
    ...importCalls({
      ...{ stores, journal, edited, onChanged },
      manualBoxes: async () => (await recognition.ready()).manualBoxes,
    }),
    ...studioCalls({ studio, onChanged }),
    ...studioSearchCalls({ stores, recognition, studio }),
  };
}
