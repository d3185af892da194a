import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FolderId, PictureId } from '../../../contract/ids.ts';
import type { Folder, Topic } from '../../../contract/api/library-api.ts';
import { AppError } from '../../../contract/errors.ts';
import type { FileStore } from '../../store/files.ts';
import type { CountStore } from '../../store/counts.ts';
import type { FolderStore, StoredFolder } from '../../store/folders.ts';
import type { OddPathStore } from '../../store/odd-paths.ts';
import type { FileGate } from '../../flow/file-gate.ts';
import { excludes, leftOutFolders, type Excludes } from './excluded-paths.ts';
import { ignoredPaths } from './ignored-paths.ts';
import { isInside } from './is-inside.ts';
import { LiveFolder } from './live-folder.ts';
import { isReachable, type Ignore } from './scan.ts';

export interface FolderEvents {
  /** There may be work in the queue now. */
  onWork(): void;
  onPicturesGone(pictures: readonly PictureId[]): void;
  /** A scan began or ended: see `scanning`. */
  onScanning(): void;
  onChanged(topics: readonly Topic[]): void;
}

export interface FolderOptions {
  /** The library's own folder: never indexed, even inside a watched one. */
  readonly library: string;
  /** The app reads all folders at start and goes on watching; the command reads those that it is given, once. */
  readonly watch: boolean;
  /** Are pictures being indexed? Counts may be a moment old then. */
  readonly isBusy: () => boolean;
  /** What the artist leaves out, see excluded-paths.ts. */
  readonly exclude: readonly string[];
  /** Nothing is compared with the disk while files are being renamed. */
  readonly gate: FileGate;
}

interface FolderStores {
  readonly folders: FolderStore;
  readonly counts: Pick<CountStore, 'picturesOf'>;
  readonly files: FileStore;
  readonly oddPaths: OddPathStore;
}

/** The folders of the library. Each keeps the file table equal to what is on disk, see LiveFolder. */
export class FolderSet {
  readonly #stores: FolderStores;
  readonly #events: FolderEvents;
  readonly #options: FolderOptions;
  readonly #ignore: Ignore;
  readonly #live = new Map<FolderId, LiveFolder>();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #excludes: Excludes | null;
  #isLeftOut: (path: string) => boolean;
  #scans = 0;

  constructor(stores: FolderStores, events: FolderEvents, options: FolderOptions) {
    this.#stores = stores;
    this.#events = events;
    this.#options = options;
    this.#excludes = excludes(options.exclude);
    this.#isLeftOut = leftOutFolders(options.exclude);
    this.#ignore = ignoredPaths({
      library: options.library,
      roots: () => this.roots(),
      excludes: () => this.#excludes,
      isLeftOut: (path) => this.#isLeftOut(path),
    });
    for (const folder of stores.folders.all()) this.#enter(folder, options.watch);
  }

  get scanning(): boolean {
    return this.#scans > 0;
  }

  roots(): string[] {
    return [...this.#live.values()].map((folder) => folder.path);
  }

  list(): Folder[] {
    const folders = [...this.#live.values()].map((folder) => folder.describe());
    return folders.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * Adds a folder and scans it. A folder inside one of the library is scanned as part of that; one that holds folders
   * of the library takes them over. Throws `folder-not-found`, `not-a-folder`, `folder-unreadable`.
   */
  async add(path: string): Promise<Folder> {
    const root = await existingFolder(path);
    const holder = [...this.#live.values()].find((folder) => root === folder.path || isInside(root, folder.path));
    if (holder) {
      holder.scanSoon();
      return holder.describe();
    }
    const inside = [...this.#live.values()].filter((folder) => isInside(folder.path, root));
    await Promise.all(inside.map((folder) => this.#stop(folder)));
    const added = this.#stores.folders.add(
      root,
      inside.map((folder) => folder.id),
    );
    const live = this.#enter(added, true);
    this.#events.onChanged(['folders']);
    return live.describe();
  }

  /** Leaves out what these patterns say from now on, and takes in what they do not. */
  exclude(patterns: readonly string[]): void {
    this.#excludes = excludes(patterns);
    this.#isLeftOut = leftOutFolders(patterns);
    for (const folder of this.#live.values()) void folder.startAgain();
  }

  /** Answers the pictures that no file holds any more. */
  async remove(id: FolderId): Promise<PictureId[]> {
    const folder = this.#live.get(id);
    if (!folder) return [];
    await this.#stop(folder);
    const { folders, files } = this.#stores;
    const gone = files.forget([...files.stamps(id).keys()]);
    folders.remove(id);
    return gone;
  }

  /** Takes up folders that a batch of renames has added to the library. */
  takeUp(): void {
    const stored = this.#stores.folders.all();
    const gone = [...this.#live.values()].filter(({ id }) => !stored.some((folder) => folder.id === id));
    for (const folder of gone) void this.#stop(folder);
    const added = stored.filter(({ id }) => !this.#live.has(id));
    for (const folder of added) this.#enter(folder, this.#options.watch);
    if (gone.length + added.length > 0) this.#events.onChanged(['folders']);
  }

  /** Resolves when every scan that was started has ended. */
  async whenScanned(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#live.values()].map((folder) => this.#stop(folder)));
    await this.whenScanned();
  }

  #enter(folder: StoredFolder, scan: boolean): LiveFolder {
    const { watch, isBusy } = this.#options;
    const live = new LiveFolder(folder, {
      ...{ ...this.#stores, ignore: this.#ignore, signal: this.#closing.signal, watch, isBusy },
      run: (work) => this.#run(work),
      onScanning: (step) => this.#announceScan(step),
      onWork: () => this.#events.onWork(),
      onPicturesGone: (pictures) => this.#events.onPicturesGone(pictures),
      onChanged: (topics) => this.#events.onChanged(topics),
    });
    this.#live.set(folder.id, live);
    if (scan) live.scanSoon();
    return live;
  }

  async #stop(folder: LiveFolder): Promise<void> {
    this.#live.delete(folder.id);
    await folder.stop();
  }

  #run(work: () => Promise<void>): void {
    if (this.#closing.signal.aborted) return;
    const running = this.#options.gate
      .enter(work)
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) throw error;
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  #announceScan(step: 1 | -1): void {
    this.#scans += step;
    this.#events.onScanning();
  }
}

async function existingFolder(path: string): Promise<string> {
  try {
    const root = await realpath(resolve(path));
    if (!(await stat(root)).isDirectory()) throw new AppError('not-a-folder', path);
    if (!(await isReachable(root))) throw new AppError('folder-unreadable', path);
    return root;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('folder-not-found', path, { cause: error });
  }
}
