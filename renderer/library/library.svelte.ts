import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import type { Character } from '../../electron/contract/api/faces-api.ts';
import type {
  Folder,
  IndexingProgress,
  LibrarySnapshot,
  LibraryStatus,
  SkippedFile,
  Topic,
} from '../../electron/contract/api/library-api.ts';
import { partOf, Resource, type Known } from './resource.svelte.ts';

const skippedPage = 500;
/** There may be tens of thousands of groups, and indexing changes them all the time. */
const manyGroups = 5_000;
const slowMs = 1_000;
const fastMs = 500;

/** Counts, folders and progress of the library, and what of it may have changed. */
export class Library {
  link = $state<'starting' | 'connected' | 'stopped'>('starting');
  /** Grows with every engine that connects: pictures that could not be loaded meanwhile are tried again. */
  connections = $state(0);
  /** Grows when faces may have changed: views that show faces ask again. */
  facesRevision = $state(0);
  /** Grows when there may be another edit to undo. */
  historyRevision = $state(0);
  readonly status: Known<LibraryStatus>;
  readonly folders: Known<readonly Folder[]>;
  readonly characters: Known<readonly Character[]>;
  readonly skipped: Resource<SkippedFile[]>;
  /** Until the engine has told of the library for the first time: what takes it long is better asked for after that. */
  readonly told: Promise<void>;
  readonly #now: Resource<LibrarySnapshot>;
  #skippedShown = skippedPage;

  /**
   * `onCharacters` hears of all groups in the moment in which the counts are those of them. `below`: the folder on disk that everything is
   * narrowed to.
   */
  constructor(
    engine: Pick<EngineApi, 'snapshot' | 'listSkipped'>,
    onCharacters: (characters: readonly Character[]) => void,
    below: () => string | null = () => null,
  ) {
    const told = Promise.withResolvers<void>();
    this.told = told.promise;
    this.#now = new Resource(
      async () => {
        const snapshot = await engine.snapshot();
        onCharacters(snapshot.characters);
        told.resolve();
        return snapshot;
      },
      () => ((this.#now.value?.characters.length ?? 0) > manyGroups ? slowMs : fastMs),
    );
    this.status = partOf(this.#now, ({ status }) => status);
    this.folders = partOf(this.#now, ({ folders }) => folders);
    this.characters = partOf(this.#now, ({ characters }) => characters);
    this.skipped = new Resource(() => {
      const folder = below();
      return engine.listSkipped({ offset: 0, limit: this.#skippedShown }, ...(folder === null ? [] : [folder]));
    });
  }

  get progress(): IndexingProgress | null {
    return this.status.value?.progress ?? null;
  }

  readonly busy = $derived.by(
    () => this.progress !== null && this.progress.phase !== 'idle' && this.progress.phase !== 'paused',
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
    this.#now.refresh();
    if (about('skipped') && (topics !== undefined || this.skipped.value)) this.skipped.refresh();
  }

  /** Lists as many skipped files more as fit on a page. */
  showMoreSkipped(): void {
    if ((this.skipped.value?.length ?? 0) < this.#skippedShown) return;
    this.#skippedShown = Math.min(10_000, this.#skippedShown + skippedPage);
    this.skipped.refresh();
  }
}

function isAboutFaces(topics: readonly Topic[]): boolean {
  return topics.includes('characters') || topics.includes('pictures');
}
