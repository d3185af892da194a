import type { EngineApi } from '../../electron/contract/engine-api.ts';
import type {
  Folder,
  IndexingProgress,
  LibraryStatus,
  SkippedFile,
  Topic,
} from '../../electron/contract/library-api.ts';
import { Resource } from './resource.svelte.ts';

const skippedPage = 500;

/** Counts, folders and progress of the library, and what of it may have changed. */
export class Library {
  link = $state<'starting' | 'connected' | 'stopped'>('starting');
  /** Grows with every engine that connects: pictures that could not be loaded meanwhile are tried again. */
  connections = $state(0);
  /** Grows when faces may have changed: views that show faces ask again. */
  facesRevision = $state(0);
  /** Grows when there may be another edit to undo. */
  historyRevision = $state(0);
  progress = $state.raw<IndexingProgress | null>(null);
  readonly status: Resource<LibraryStatus>;
  readonly folders: Resource<Folder[]>;
  readonly skipped: Resource<SkippedFile[]>;
  #skippedShown = skippedPage;

  constructor(engine: EngineApi) {
    this.status = new Resource(async () => {
      const status = await engine.status();
      this.progress = status.progress;
      return status;
    });
    this.folders = new Resource(() => engine.listFolders());
    this.skipped = new Resource(() => engine.listSkipped({ offset: 0, limit: this.#skippedShown }));
  }

  readonly busy = $derived(
    this.progress !== null && this.progress.phase !== 'idle' && this.progress.phase !== 'paused',
  );

  connected(): void {
    this.link = 'connected';
    this.connections += 1;
    this.facesRevision += 1;
    this.refresh();
  }

  lost(): void {
    this.link = 'stopped';
  }

  changed(topics: readonly Topic[]): void {
    this.refresh(topics);
    if (topics.includes('history')) this.historyRevision += 1;
    if (isAboutFaces(topics)) this.facesRevision += 1;
  }

  refresh(topics?: readonly Topic[]): void {
    const about = (topic: Topic): boolean => topics === undefined || topics.includes(topic);
    this.status.refresh();
    if (about('folders') || about('pictures')) this.folders.refresh();
    if (about('skipped') && (topics !== undefined || this.skipped.value)) this.skipped.refresh();
  }

  /** Lists as many skipped files more as fit on a page. */
  showMoreSkipped(): void {
    if ((this.skipped.value?.length ?? 0) < this.#skippedShown) return;
    this.#skippedShown = Math.min(10_000, this.#skippedShown + skippedPage);
    this.skipped.refresh();
  }
}

export function isAboutFaces(topics: readonly Topic[]): boolean {
  return topics.includes('characters') || topics.includes('pictures');
}
