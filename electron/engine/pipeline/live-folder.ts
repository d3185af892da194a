import { sep } from 'node:path';
import type { FolderId, PictureId } from '../../contract/ids.ts';
import type { Folder, Topic } from '../../contract/library-api.ts';
import { Recent } from '../flow/recent.ts';
import type { FileStamp, FileStore } from '../store/files.ts';
import type { FolderStore, StoredFolder } from '../store/folders.ts';
import { deviceOf, isInLibrary, isReachable, stampOnDisk, walk, type Ignore } from './scan.ts';
import { watchFolder } from './watch.ts';

export interface LiveFolderParts {
  readonly folders: FolderStore;
  readonly files: FileStore;
  readonly ignore: Ignore;
  /** False: the folder is read when it is asked for, and not watched. */
  readonly watch: boolean;
  readonly signal: AbortSignal;
  /** Are pictures being indexed? Counts may be a moment old then. */
  readonly isBusy: () => boolean;
  /** Runs what reads the disk, once that may be read. */
  readonly run: (work: () => Promise<void>) => void;
  readonly onScanning: (step: 1 | -1) => void;
  /** Files are new or have changed. */
  readonly onWork: () => void;
  readonly onPicturesGone: (pictures: readonly PictureId[]) => void;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

// How often an offline drive is looked for, and a folder that the system cannot watch is walked.
const offlineRetryMs = 5_000;
const degradedRescanMs = 30_000;

/** One folder of the library: keeps its rows of the file table equal to what is on disk, until it is stopped. */
export class LiveFolder {
  readonly id: FolderId;
  readonly path: string;
  readonly #parts: LiveFolderParts;
  readonly #pictures: Recent<number>;
  #state: Folder['state'] = 'watching';
  #watcher: AsyncDisposable | null = null;
  #rescan: NodeJS.Timeout | null = null;
  /** On which its pictures were seen last. */
  #device: number | null = null;
  #isStopped = false;

  constructor({ id, path }: StoredFolder, parts: LiveFolderParts) {
    this.id = id;
    this.path = path;
    this.#parts = parts;
    this.#pictures = new Recent(() => parts.folders.countPictures(id), parts.isBusy);
  }

  describe(): Folder {
    return { id: this.id, path: this.path, state: this.#state, pictures: this.#pictures.get() };
  }

  /** Compares the folder with the disk, and watches it from then on. */
  scanSoon(): void {
    this.#parts.run(() => this.#scan());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#rescan) clearTimeout(this.#rescan);
    await this.#watcher?.[Symbol.asyncDispose]();
  }

  async #scan(): Promise<void> {
    this.#parts.onScanning(1);
    try {
      if (!(await isReachable(this.path))) return this.#goOffline();
      await this.#compare();
      // Afterwards: the watcher reads the whole tree too, and would only slow down what finds the changes since last time.
      if (this.#state !== 'offline') this.#watch();
    } finally {
      this.#parts.onScanning(-1);
    }
    if (this.#state === 'degraded') this.#scanIn(degradedRescanMs);
  }

  async #compare(): Promise<void> {
    const missing = this.#parts.files.stamps(this.id);
    const isKnown = missing.size > 0;
    const unreadable: string[] = [];
    let listed = 0;
    const onFiles = (files: readonly FileStamp[]) => {
      listed += files.length;
      const news = files.filter((file) => !isSame(file, missing.get(file.path)));
      for (const file of files) missing.delete(file.path);
      if (news.length > 0) this.#list(news);
    };
    const onUnreadable = (path: string) => void unreadable.push(path + sep);
    await walk(this.path, this.#parts.ignore, { onFiles, onUnreadable }, this.#parts.signal);
    if (this.#isStopped) return;
    // The root went away while we walked: nothing was deleted, the drive is gone.
    if (unreadable.includes(this.path + sep)) return this.#goOffline();
    // Where a drive is not mounted, its folder is there and empty. Who has deleted everything takes the folder out of the library.
    if (isKnown && listed === 0) return this.#goOffline();
    this.#device = await deviceOf(this.path);
    if (this.#state === 'offline') this.#setState('watching');
    this.#forget([...missing.keys()].filter((path) => !unreadable.some((below) => path.startsWith(below))));
  }

  #watch(): void {
    if (!this.#parts.watch || this.#watcher) return;
    this.#watcher = watchFolder(this.path, this.#parts.ignore, {
      onChanged: (path) => this.#parts.run(() => this.#fileChanged(path)),
      onGone: (path) => this.#parts.run(() => this.#pathGone(path)),
      // What changed between the first scan and now was seen by neither.
      onReady: () => this.scanSoon(),
      onDegraded: () => this.#setState('degraded'),
    });
  }

  async #fileChanged(path: string): Promise<void> {
    const stamp = await stampOnDisk(path);
    if (!stamp || this.#isStopped || isSame(stamp, this.#parts.files.stampOf(path))) return;
    if (!(await isInLibrary(path, this.path))) this.#list([stamp]);
  }

  /** A file or a folder. */
  async #pathGone(path: string): Promise<void> {
    if (!(await isReachable(this.path)) || (await this.#isUnmounted())) return this.#goOffline();
    const { files } = this.#parts;
    const paths = [path, ...files.pathsBelow(path + sep)];
    const stamps = await Promise.all(paths.map((each) => stampOnDisk(each)));
    this.#forget(paths.filter((each, index) => stamps[index] === null && files.stampOf(each) !== undefined));
  }

  /** The system shows what is below a drive that was taken away. */
  async #isUnmounted(): Promise<boolean> {
    return this.#device !== null && (await deviceOf(this.path)) !== this.#device;
  }

  #goOffline(): void {
    void this.#watcher?.[Symbol.asyncDispose]();
    this.#watcher = null;
    this.#setState('offline');
    if (this.#parts.watch) this.#scanIn(offlineRetryMs);
  }

  #setState(state: Folder['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    if (state === 'degraded') this.#scanIn(degradedRescanMs);
    this.#parts.onChanged(['folders']);
  }

  #scanIn(delayMs: number): void {
    if (this.#rescan) clearTimeout(this.#rescan);
    if (!this.#isStopped) this.#rescan = setTimeout(() => this.scanSoon(), delayMs);
  }

  #list(files: readonly FileStamp[]): void {
    if (this.#isStopped) return;
    this.#parts.files.list(this.id, files);
    this.#parts.onChanged(['folders']);
    this.#parts.onWork();
  }

  #forget(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#parts.onPicturesGone(this.#parts.files.forget(paths));
    this.#parts.onChanged(['folders', 'pictures', 'characters', 'skipped']);
  }
}

function isSame(a: { size: number; mtimeMs: number }, b: { size: number; mtimeMs: number } | undefined): boolean {
  return b !== undefined && a.size === b.size && a.mtimeMs === b.mtimeMs;
}
