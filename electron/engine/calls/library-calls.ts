import type { IndexingProgress, LibraryApi, LibraryCounts, LibraryStatus, Topic } from '../../contract/library-api.ts';
import type { FolderSet } from '../pipeline/folders.ts';
import type { Stores } from '../store/stores.ts';
import type { RecognitionAccess } from './recognition-access.ts';

interface LibraryParts {
  /** Folder of the library. */
  readonly library: string;
  readonly stores: Stores;
  readonly folders: FolderSet;
  readonly recognition: RecognitionAccess;
  /** Counts of the whole library. */
  readonly counts: () => Omit<LibraryCounts, 'folders'>;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

const idle: IndexingProgress = { phase: 'idle', done: 0, total: 0, picturesPerSecond: 0, secondsLeft: null };
const loadingModels: IndexingProgress = { ...idle, phase: 'scanning' };

/** Folders, indexing and the state of the library. */
export function libraryCalls(parts: LibraryParts): LibraryApi {
  const { stores, folders, recognition, onChanged } = parts;
  const ingest = async () => (await recognition.ready()).ingest;
  return {
    status: async () => statusOf(parts),
    listFolders: async () => folders.list(),
    addFolder: (path) => folders.add(path),
    async removeFolder(id) {
      const gone = await folders.remove(id);
      recognition.current?.ingest.picturesGone(gone);
      onChanged(['folders', 'pictures', 'characters', 'skipped']);
    },
    pauseIndexing: async () => (await ingest()).pause(),
    resumeIndexing: async () => (await ingest()).resume(),
    cancelIndexing: async () => (await ingest()).cancel(),
    listSkipped: async (page) => stores.counts.skipped(page),
    async retrySkipped() {
      stores.work.retrySkipped();
      onChanged(['skipped']);
      (await ingest()).wake();
    },
  };
}

function statusOf({ library, stores, folders, recognition, counts }: LibraryParts): LibraryStatus {
  const { current, problem } = recognition;
  return {
    library,
    ...counts(),
    folders: folders.roots().length,
    progress: current?.ingest.progress() ?? (problem ? idle : loadingModels),
    processor: current?.models.processor ?? null,
    undo: stores.history.nextSummary('undo'),
    redo: stores.history.nextSummary('redo'),
    problem,
  };
}
