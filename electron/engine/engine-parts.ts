import { join } from 'node:path';
import type { EngineEvents } from '../contract/api/engine-api.ts';
import type { Topic } from '../contract/api/library-api.ts';
import { Announcer } from './announcer.ts';
import { Journal } from './edits/journal.ts';
import { FileGate } from './flow/file-gate.ts';
import { Recent } from './flow/recent.ts';
import { FaceMap } from './map/face-map.ts';
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
import { cacheBytes, readSettings } from './settings/settings-file.ts';
import { Studio } from './studio/studio.ts';
import { type LibraryDatabase } from './store/database.ts';
import { openStores } from './store/stores.ts';
import type { Stores } from './store/stores.ts';

export interface EngineOptions {
  /** Folder of the library; made where it is missing. */
  readonly library: string;
  /** The engine closes them in the end. */
  readonly models: Promise<Models>;
  readonly events: EngineEvents;
  /** See FolderOptions. */
  readonly watch: boolean;
  /** A window shows what is in it: what its views take longest for is read before anybody clicks. */
  readonly shown?: boolean;
  /** Where other models come from when the settings change; null: they cannot. */
  readonly source?: ModelSource;
  /** Whether a library that has changed is copied when it is closed, as its settings say. */
  readonly backUpAtEnd?: boolean;
  /** Opens it even where a library is not safe: on a network drive, in a synchronised folder. */
  readonly libraryAnyway?: boolean;
}

/** What stands on the disk or beside it, and does nothing by itself. */
function openTools({ db }: LibraryDatabase, { library, events }: EngineOptions) {
  const settings = readSettings(library);
  const announcer = new Announcer(events);
  return {
    ...{ db, library, settings, announcer },
    stores: openStores(db),
    onChanged: (topics: readonly Topic[]): void => announcer.changed(topics),
    previews: new PreviewCache(join(library, 'previews'), cacheBytes(settings)),
    previewThread: startPreviewThread(),
    backups: new LibraryBackups(db, library),
    gate: new FileGate(),
    inHands: new InHands(library),
    // Before anything looks at the folders: a batch that a crash cut off is completed or taken back.
    recovered: new Renames(db, { library }).recover(),
  };
}

/** All parts of an engine. They know each other only by what is given to them here. */
export type EngineParts = ReturnType<typeof openParts>;

export function openParts(database: LibraryDatabase, options: EngineOptions) {
  const tools = openTools(database, options);
  const { db, library, stores, onChanged, gate, recovered } = tools;
  if (recovered.length > 0) onChanged(['renames']);
  const journal = new Journal(db, {
    ...stores,
    onSettings: () => recognition.current?.grouping.optionsChanged(),
    onFaces: (changed) => recognition.current?.grouping.lookAgain(changed),
    onEdit: (edit, step) => studio.note(edit, step),
  });
  const studio: Studio = new Studio({
    db,
    follow: options.watch,
    onCarried: ({ faces, boxes, characters, others }) => {
      recognition.current?.grouping.lookAgain([...boxes]);
      if (faces.size + characters.size + others > 0) edited(null);
    },
    onChanged: () => onChanged(['studio']),
  });
  // Made before the folders, because they ask for it while they are made. Models are loaded only once all parts are there.
  const recognition: ModelParts = new ModelParts(
    {
      ...{ ...tools, journal },
      isScanning: () => folders.scanning,
      seenElsewhere: (hash, by) => studio.seen(hash, by),
    },
    options.models,
  );
  const folders: FolderSet = foldersOf(tools, recognition, options.watch);
  const contents = new Recent(
    () => contentsOf(stores),
    () => recognition.isIndexing,
  );
  const faceMap = new FaceMap({
    ...{ library, changes: stores.changes, mapped: stores.mappedFaces, contents: stores.contents },
    isBusy: () => recognition.isIndexing,
    onChanged: () => onChanged(['map']),
  });
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

  return { ...tools, journal, studio, recognition, folders, contents, faceMap, renames, edited };
}

function foldersOf(
  { stores, library, gate, settings, onChanged }: ReturnType<typeof openTools>,
  recognition: ModelParts,
  watch: boolean,
): FolderSet {
  return new FolderSet(
    stores,
    {
      onWork: () => recognition.current?.ingest.wake(),
      onPicturesGone: (pictures) => recognition.current?.ingest.picturesGone(pictures),
      onScanning: () => recognition.current?.ingest.announce(),
      onChanged,
    },
    { library, watch, gate, exclude: settings.exclude, isBusy: () => recognition.isIndexing },
  );
}

function contentsOf(stores: Stores) {
  const characters = stores.characters.list();
  return { characters, counts: { ...stores.counts.all(characters), faceless: stores.faceless.count() } };
}
