import type { Character } from '../../contract/api/faces-api.ts';
import type {
  IndexingProgress,
  LibraryApi,
  LibraryCounts,
  LibraryStatus,
  Topic,
} from '../../contract/api/library-api.ts';
import type { FolderSet } from '../pipeline/folders/folders.ts';
import type { Stores } from '../store/stores.ts';
import type { RecognitionAccess } from './recognition-access.ts';

interface LibraryParts {
  /** Folder of the library. */
  readonly library: string;
  readonly lastSeen: readonly string[];
  readonly stores: Stores;
  readonly folders: FolderSet;
  readonly recognition: RecognitionAccess;
  /** All characters, and counts of the whole library that agree with them. */
  readonly contents: () => LibraryContents;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

interface LibraryContents {
  readonly characters: readonly Character[];
  readonly counts: Omit<LibraryCounts, 'folders'> & Pick<LibraryStatus, 'faceless'>;
}

const idle: IndexingProgress = { phase: 'idle', done: 0, total: 0, picturesPerSecond: 0, secondsLeft: null };
const loadingModels: IndexingProgress = { ...idle, phase: 'scanning' };

/** Folders, indexing and the state of the library. */
export function libraryCalls(parts: LibraryParts): LibraryApi {
  const { stores, folders, recognition, onChanged } = parts;
  const ingest = async () => (await recognition.ready()).ingest;
  return {
    status: async () => statusOf(parts, parts.contents()),
    async snapshot() {
      const contents = parts.contents();
      return { status: statusOf(parts, contents), folders: folders.list(), characters: contents.characters };
    },
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
    listSkipped: async (page, below) => stores.counts.skipped(page, { below }),
    async retrySkipped(below) {
      stores.work.retrySkipped(below);
      onChanged(['skipped']);
      (await ingest()).wake();
    },
  };
}

function statusOf(parts: LibraryParts, { counts }: LibraryContents): LibraryStatus {
  const { library, lastSeen, stores, folders, recognition } = parts;
  const { current, problem } = recognition;
  return {
    library,
    ...counts,
    folders: folders.roots().length,
    progress: current?.ingest.progress() ?? (problem ? idle : loadingModels),
    processor: current?.models.processor ?? null,
    undo: stores.history.nextSummary('undo'),
    redo: stores.history.nextSummary('redo'),
    problem,
    lastSeen,
  };
}
