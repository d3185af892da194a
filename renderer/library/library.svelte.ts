import type { EngineApi } from '../../electron/contract/engine-api.ts';
import type { Folder, IndexingProgress, LibraryStatus, SkippedFile, Topic } from '../../electron/contract/model.ts';
import { Resource } from './resource.svelte.ts';

const skippedPage = 500;

/** Counts, folders and progress of the library. */
export class Library {
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
