import { sep } from 'node:path';
import type { FolderId, PictureId } from '../../../contract/ids.ts';
import type { Folder, Topic } from '../../../contract/api/library-api.ts';
import { Recent } from '../../flow/recent.ts';
import type { FoundFile, FileStore } from '../../store/files.ts';
import type { CountStore } from '../../store/counts.ts';
import type { StoredFolder } from '../../store/folders.ts';
import type { OddPath, OddPathStore } from '../../store/odd-paths.ts';
import { drivesAway, isMounted } from './drives.ts';
import { deviceOf, isInLibrary, isListed, isReachable, lookAt, stampOnDisk, walk, type Ignore } from './scan.ts';
import { watchFolder } from './watch.ts';

export interface LiveFolderParts {
  readonly counts: Pick<CountStore, 'picturesOf'>;
  readonly files: FileStore;
  readonly oddPaths: OddPathStore;
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
  /** Drives that were mounted inside it. */
  #away: readonly string[] = [];
  #isStopped = false;

  constructor({ id, path }: StoredFolder, parts: LiveFolderParts) {
    this.id = id;
    this.path = path;
    this.#parts = parts;
    this.#pictures = new Recent(() => parts.counts.picturesOf(id), parts.isBusy);
  }

  describe(): Folder {
    return { id: this.id, path: this.path, state: this.#state, pictures: this.#pictures.get() };
  }

  /** Compares the folder with the disk, and watches it from then on. */
  scanSoon(): void {
    this.#parts.run(() => this.#scan());
  }

  /** What is looked for has changed: compares and watches everything anew. */
  async startAgain(): Promise<void> {
    if (this.#watcher) await this.#endWatching();
    if (!this.#isStopped) this.scanSoon();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#rescan) clearTimeout(this.#rescan);
    await this.#endWatching();
  }

  async #endWatching(): Promise<void> {
    const watcher = this.#watcher;
    this.#watcher = null;
    await watcher?.[Symbol.asyncDispose]();
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
    else if (this.#away.length > 0 && this.#parts.watch) this.#lookForDrives();
  }

  async #compare(): Promise<void> {
    const { files, oddPaths, ignore, signal } = this.#parts;
    const missing = files.stamps(this.id);
    const odd: OddPath[] = [];
    const drives: string[] = [];
    const drivesBefore = oddPaths.drives(this.id).filter((path) => !ignore(path, true));
    const shown: string[] = [];
    let listed = 0;
    const onFiles = (found: readonly FoundFile[]) => {
      listed += found.length;
      const news = found.filter((file) => !isSame(file, missing.get(file.path)));
      for (const file of found) missing.delete(file.path);
      if (drivesBefore.length > 0) shown.push(...found.map(({ path }) => path));
      if (news.length > 0) this.#list(news);
    };
    const onOdd = (found: OddPath) => {
      // One whose content went to the cloud was read before.
      if (found.reason === 'online-only' && missing.delete(found.path)) listed += 1;
      else odd.push(found);
    };
    await walk(this.path, ignore, { onFiles, onOdd, onDrive: (path) => void drives.push(path) }, signal);
    if (this.#isStopped) return;
    // The root went away while we walked: nothing was deleted, the drive is gone.
    if (odd.some(({ path }) => path === this.path)) return this.#goOffline();
    if (files.takeUpHeld(this.id) > 0) this.#parts.onWork();
    // Where a drive is not mounted, its folder is there and empty. An artist who has deleted everything takes the folder out of the library.
    if (listed === 0 && [...missing.keys()].some((path) => !ignore(path, false))) return this.#goOffline();
    this.#device = await deviceOf(this.path);
    if (this.#state === 'offline') this.#setState('watching');
    this.#away = drivesAway(drivesBefore, drives, shown);
    oddPaths.noteDrives(this.id, [...drives, ...this.#away]);
    this.#noteOdd([...odd, ...this.#away.map((path) => ({ path, reason: 'drive-away' as const, detail: '' }))]);
    const unseen = [...odd.map(({ path }) => path), ...this.#away].map((path) => path + sep);
    this.#forget([...missing.keys()].filter((path) => !unseen.some((below) => path.startsWith(below))));
  }

  #noteOdd(odd: readonly OddPath[]): void {
    if (this.#parts.oddPaths.replace(this.id, odd)) this.#parts.onChanged(['skipped']);
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
    const { files, oddPaths, ignore, onChanged } = this.#parts;
    if (ignore(path, false)) return;
    const seen = await lookAt(path);
    if (!seen || this.#isStopped) return;
    const before = files.stampOf(path);
    if ('reason' in seen) {
      if (before) return;
      oddPaths.add(this.id, seen);
      onChanged(['skipped']);
    } else if (!isSame(seen, before) && !(await isInLibrary(path, this.path))) this.#list([seen]);
  }

  /** A file or a folder. */
  async #pathGone(path: string): Promise<void> {
    if (!(await isReachable(this.path)) || (await this.#isUnmounted())) return this.#goOffline();
    const { files, oddPaths } = this.#parts;
    const drive = oddPaths.drives(this.id).find((each) => path === each || path.startsWith(each + sep));
    if (drive !== undefined && !(await isMounted(drive))) return this.#scanIn(0);
    const paths = [path, ...files.pathsBelow(path + sep)];
    const isRenamed = path !== this.path && !(await isListed(path));
    const stamps = await Promise.all(paths.map((each) => stampOnDisk(each)));
    this.#forget(paths.filter((each, at) => (isRenamed || stamps[at] === null) && files.stampOf(each) !== undefined));
  }

  /** The system shows what is below a drive that was taken away. */
  async #isUnmounted(): Promise<boolean> {
    return this.#device !== null && (await deviceOf(this.path)) !== this.#device;
  }

  #goOffline(): void {
    void this.#endWatching();
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
    this.#after(delayMs, () => this.scanSoon());
  }

  /** Until one of those that are away is there again. */
  #lookForDrives(): void {
    this.#after(offlineRetryMs, () => {
      void Promise.all(this.#away.map((path) => isMounted(path))).then((mounted) =>
        mounted.includes(true) ? this.scanSoon() : this.#lookForDrives(),
      );
    });
  }

  #after(delayMs: number, work: () => void): void {
    if (this.#rescan) clearTimeout(this.#rescan);
    if (!this.#isStopped) this.#rescan = setTimeout(work, delayMs);
  }

  #list(files: readonly FoundFile[]): void {
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
