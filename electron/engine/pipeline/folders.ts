import { realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import type { FolderId, PictureId } from '../../contract/ids.ts';
import type { Folder, Topic } from '../../contract/library-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileStamp, FileStore } from '../store/files.ts';
import type { FolderStore, StoredFolder } from '../store/folders.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { Recent } from '../flow/recent.ts';
import { isReachable, stampOnDisk, walk, type Ignore } from './scan.ts';
import { watchFolder } from './watch.ts';

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
  /** Nothing is compared with the disk while files are being renamed. */
  readonly gate: FileGate;
}

interface FolderStores {
  readonly folders: FolderStore;
  readonly files: FileStore;
}

interface LiveFolder extends StoredFolder {
  state: Folder['state'];
  watcher: AsyncDisposable | null;
  rescan: NodeJS.Timeout | null;
  readonly pictures: Recent<number>;
}

// How often an offline drive is looked for, and a folder that the system cannot watch is walked.
const offlineRetryMs = 5_000;
const degradedRescanMs = 30_000;

/** The folders of the library: keeps the file table equal to what is on disk. */
export class FolderSet {
  readonly #folders: FolderStore;
  readonly #files: FileStore;
  readonly #events: FolderEvents;
  readonly #options: FolderOptions;
  readonly #ignore: Ignore;
  readonly #live = new Map<FolderId, LiveFolder>();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #scans = 0;

  constructor({ folders, files }: FolderStores, events: FolderEvents, options: FolderOptions) {
    this.#folders = folders;
    this.#files = files;
    this.#events = events;
    this.#options = options;
    const library = resolve(options.library);
    this.#ignore = (path) =>
      path === library || path.startsWith(library + sep) || (isHidden(path) && !this.roots().includes(path));
    for (const folder of folders.all()) this.#enter(folder, options.watch);
  }

  get scanning(): boolean {
    return this.#scans > 0;
  }

  roots(): string[] {
    return [...this.#live.values()].map((folder) => folder.path);
  }

  list(): Folder[] {
    const folders = [...this.#live.values()].map((folder) => this.#describe(folder));
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
      this.#scanSoon(holder);
      return this.#describe(holder);
    }
    const inside = [...this.#live.values()].filter((folder) => isInside(folder.path, root));
    await Promise.all(inside.map((folder) => this.#stop(folder)));
    const added = this.#folders.add(
      root,
      inside.map((folder) => folder.id),
    );
    const live = this.#enter(added, true);
    this.#events.onChanged(['folders']);
    return this.#describe(live);
  }

  /** Answers the pictures that no file holds any more. */
  async remove(id: FolderId): Promise<PictureId[]> {
    const folder = this.#live.get(id);
    if (!folder) return [];
    await this.#stop(folder);
    const gone = this.#files.forget([...this.#files.stamps(id).keys()]);
    this.#folders.remove(id);
    return gone;
  }

  /** Takes up folders that a batch of renames has added to the library. */
  takeUp(): void {
    const stored = this.#folders.all();
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

  #describe({ id, path, state, pictures }: LiveFolder): Folder {
    return { id, path, state, pictures: pictures.get() };
  }

  #enter(folder: StoredFolder, scan: boolean): LiveFolder {
    const pictures = new Recent(() => this.#folders.countPictures(folder.id), this.#options.isBusy);
    const live: LiveFolder = { ...folder, state: 'watching', watcher: null, rescan: null, pictures };
    this.#live.set(folder.id, live);
    if (scan) this.#scanSoon(live);
    return live;
  }

  async #stop(folder: LiveFolder): Promise<void> {
    this.#live.delete(folder.id);
    if (folder.rescan) clearTimeout(folder.rescan);
    await folder.watcher?.[Symbol.asyncDispose]();
  }

  #watch(folder: LiveFolder): void {
    if (!this.#options.watch || folder.watcher) return;
    folder.watcher = watchFolder(folder.path, this.#ignore, {
      onChanged: (path) => this.#run(() => this.#changed(folder, path)),
      onGone: (path) => this.#run(() => this.#gone(folder, path)),
      // What changed between the first scan and now was seen by neither.
      onReady: () => this.#scanSoon(folder),
      onDegraded: () => this.#setState(folder, 'degraded'),
    });
  }

  #scanSoon(folder: LiveFolder): void {
    this.#run(() => this.#scan(folder));
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

  async #scan(folder: LiveFolder): Promise<void> {
    this.#announceScan(1);
    try {
      if (!(await isReachable(folder.path))) return this.#offline(folder);
      if (folder.state === 'offline') this.#setState(folder, 'watching');
      await this.#compare(folder);
      // Afterwards: the watcher reads the whole tree too, and would only slow down what finds the changes since last time.
      if (folder.state !== 'offline') this.#watch(folder);
    } finally {
      this.#announceScan(-1);
    }
    if (folder.state === 'degraded') this.#again(folder, degradedRescanMs);
  }

  #announceScan(step: 1 | -1): void {
    this.#scans += step;
    this.#events.onScanning();
  }

  async #compare(folder: LiveFolder): Promise<void> {
    const missing = this.#files.stamps(folder.id);
    const unreadable: string[] = [];
    const onFiles = (files: readonly FileStamp[]) => {
      const news = files.filter((file) => !isSame(file, missing.get(file.path)));
      for (const file of files) missing.delete(file.path);
      if (news.length > 0) this.#list(folder, news);
    };
    const onUnreadable = (path: string) => void unreadable.push(path + sep);
    await walk(folder.path, this.#ignore, { onFiles, onUnreadable }, this.#closing.signal);
    if (!this.#live.has(folder.id)) return;
    // The root went away while we walked: nothing was deleted, the drive is gone.
    if (unreadable.includes(folder.path + sep)) return this.#offline(folder);
    this.#forget([...missing.keys()].filter((path) => !unreadable.some((below) => path.startsWith(below))));
  }

  #offline(folder: LiveFolder): void {
    void folder.watcher?.[Symbol.asyncDispose]();
    folder.watcher = null;
    this.#setState(folder, 'offline');
    if (this.#options.watch) this.#again(folder, offlineRetryMs);
  }

  #again(folder: LiveFolder, delayMs: number): void {
    if (folder.rescan) clearTimeout(folder.rescan);
    if (!this.#live.has(folder.id)) return;
    folder.rescan = setTimeout(() => this.#scanSoon(folder), delayMs);
  }

  #setState(folder: LiveFolder, state: Folder['state']): void {
    if (folder.state === state) return;
    folder.state = state;
    if (state === 'degraded') this.#again(folder, degradedRescanMs);
    this.#events.onChanged(['folders']);
  }

  async #changed(folder: LiveFolder, path: string): Promise<void> {
    const stamp = await stampOnDisk(path);
    if (stamp && this.#live.has(folder.id) && !isSame(stamp, this.#files.stampOf(path))) this.#list(folder, [stamp]);
  }

  async #gone(folder: LiveFolder, path: string): Promise<void> {
    if (!(await isReachable(folder.path))) return this.#offline(folder);
    const paths = [path, ...this.#files.pathsBelow(path + sep)];
    const stamps = await Promise.all(paths.map((each) => stampOnDisk(each)));
    this.#forget(paths.filter((each, index) => stamps[index] === null && this.#files.stampOf(each) !== undefined));
  }

  #list(folder: LiveFolder, files: readonly FileStamp[]): void {
    if (!this.#live.has(folder.id)) return;
    this.#files.list(folder.id, files);
    this.#events.onChanged(['folders']);
    this.#events.onWork();
  }

  #forget(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#events.onPicturesGone(this.#files.forget(paths));
    this.#events.onChanged(['folders', 'pictures', 'characters', 'skipped']);
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

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Names with a dot in front are the system's and tools' own; a folder that the artist added is wanted all the same. */
function isHidden(path: string): boolean {
  return basename(path).startsWith('.');
}

function isSame(a: { size: number; mtimeMs: number }, b: { size: number; mtimeMs: number } | undefined): boolean {
  return b !== undefined && a.size === b.size && a.mtimeMs === b.mtimeMs;
}
