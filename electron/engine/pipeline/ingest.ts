import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { IndexingProgress, PictureId, Topic } from '../../contract/model.ts';
import type { Grouping } from '../characters/grouping.ts';
import { modelVersion } from '../models/manifest.ts';
import type { Models } from '../models/session.ts';
import type { AssetStore, FileStamp, FileToIngest } from '../store/assets.ts';
import type { FaceStore } from '../store/faces.ts';
import { analysePicture, type AnalysedPicture } from './analyse.ts';
import { SkipError } from './decode.ts';
import { matchFaces } from './match-faces.ts';
import { encodeFacePreview } from './preview.ts';
import type { PreviewCache } from './preview-cache.ts';
import { ProgressMeter } from './progress.ts';
import type { FileGate } from './file-gate.ts';
import { isReachable, stampOnDisk } from './scan.ts';

export interface IngestParts {
  readonly assets: AssetStore;
  readonly faces: FaceStore;
  readonly grouping: Grouping;
  readonly models: Models;
  readonly previews: PreviewCache;
  /** Nothing is read while files are being renamed. */
  readonly gate: FileGate;
  /** Are folders being read now? More work may come while they are. */
  readonly isScanning: () => boolean;
}

export interface IngestEvents {
  /** `progress()` answers something new. */
  onProgress(): void;
  onChanged(topics: readonly Topic[]): void;
}

/** The next files of the queue after this key, in the order of their keys. */
type ReadPage = (after: number) => FileToIngest[];

// Decoding one picture while the models look at another keeps both busy.
const parallel = 4;
const pageSize = 64;
// Below this a file is read once, for its hash and its pixels.
const wholeFileBytes = 64 * 1024 * 1024;
// Grouping while indexing runs may take this share of the time.
const groupingShare = 0.1;
const groupingPauseMs = 1_000;
const countPauseMs = 1_000;

/** The only place that knows the order of the steps from a file on disk to faces in groups. */
export class Ingest {
  readonly #parts: IngestParts;
  readonly #events: IngestEvents;
  readonly #version: string;
  readonly #meter = new ProgressMeter();
  readonly #closing = new AbortController();
  /** Files that failed in a way that waiting may mend (their drive is away): left alone until the next scan. */
  readonly #postponed = new Set<number>();
  /** Files that the artist does not want to wait for. */
  readonly #cancelled = new Set<number>();
  readonly #indexing = new Map<PictureId, Promise<void>>();
  #running: Promise<void> | null = null;
  #awake = false;
  #paused = false;
  #groupAgainAt = 0;
  /** What `done` will be when the work that was counted last is finished. */
  #workEnd = 0;
  #countAgainAt = 0;

  constructor(parts: IngestParts, events: IngestEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#version = modelVersion(parts.models.manifest);
  }

  /** Says that there may be work in the queue. */
  wake(): void {
    this.#postponed.clear();
    this.#awake = true;
    if (this.#paused || this.#closing.signal.aborted || this.#running) return;
    this.#running = this.#work().finally(() => {
      this.#running = null;
      if (this.#awake && !this.#paused) this.wake();
      else this.announce();
    });
  }

  pause(): void {
    this.#paused = true;
    this.announce();
  }

  resume(): void {
    this.#paused = false;
    this.#cancelled.clear();
    this.wake();
  }

  /** What is in the queue now stays there: `resume`, or the next start, comes back to it. */
  cancel(): void {
    this.#paused = false;
    for (const file of this.#parts.assets.pendingFiles(this.#version)) this.#cancelled.add(file);
    this.#countAgainAt = 0;
    this.announce();
  }

  picturesGone(pictures: readonly PictureId[]): void {
    for (const picture of pictures) this.#leaveOut(picture);
    if (pictures.length > 0) this.wake();
  }

  progress(): IndexingProgress {
    return this.#meter.report(this.#phase(), this.#remaining(), performance.now());
  }

  /** Counting a large library takes a while: in between, what is finished is taken off. */
  #remaining(): number {
    const now = performance.now();
    if (!this.#running || now >= this.#countAgainAt) {
      const work = this.#parts.assets.countWork(this.#version) - this.#cancelled.size;
      this.#workEnd = this.#meter.done + Math.max(0, work);
      this.#countAgainAt = now + countPauseMs;
    }
    return Math.max(0, this.#workEnd - this.#meter.done);
  }

  /** Resolves when nothing is left to do. */
  async whenIdle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  #phase(): IndexingProgress['phase'] {
    if (this.#paused) return 'paused';
    if (this.#running) return 'indexing';
    return this.#parts.isScanning() ? 'scanning' : 'idle';
  }

  /** Says how far the run is. */
  announce(): void {
    if (!this.#closing.signal.aborted) this.#events.onProgress();
  }

  async #work(): Promise<void> {
    this.#meter.start(performance.now());
    this.#countAgainAt = 0;
    while (this.#awake && !this.#stopped()) {
      this.#awake = false;
      await this.#drain();
    }
    // After a pause or at the end: what was found so far is grouped.
    if (!this.#closing.signal.aborted) this.#regroup();
  }

  #stopped(): boolean {
    return this.#paused || this.#closing.signal.aborted;
  }

  /** Works through the queue once. */
  async #drain(): Promise<void> {
    const { assets } = this.#parts;
    await this.#pass(
      (after) => assets.toIdentify(after, pageSize),
      (file) => file.id,
    );
    // Pictures left from a killed run, from another model version, or tried again: their files are known already.
    await this.#pass(
      (after) => assets.toIndex(this.#version, after as PictureId, pageSize),
      (file) => file.picture ?? 0,
    );
  }

  /** A few files at a time. */
  async #pass(read: ReadPage, keyOf: (file: FileToIngest) => number): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const file of this.#pages(read, keyOf)) {
      if (this.#stopped()) break;
      const task = this.#parts.gate.enter(() => this.#ingest(file)).finally(() => running.delete(task));
      running.add(task);
      if (running.size >= parallel) await Promise.race(running);
      this.#regroupInTime();
    }
    await Promise.all(running);
  }

  *#pages(read: ReadPage, keyOf: (file: FileToIngest) => number): Generator<FileToIngest> {
    for (let after = 0, page = read(after); page.length > 0; page = read(after)) {
      for (const file of page) {
        after = keyOf(file);
        if (!this.#postponed.has(file.id) && !this.#cancelled.has(file.id)) yield file;
      }
    }
  }

  async #ingest(file: FileToIngest): Promise<void> {
    // It may have been renamed while we waited for that: the next page has it by its new path.
    if (!this.#parts.assets.isAt(file.id, file.path)) return void (this.#awake = true);
    try {
      const stamp = await stampOnDisk(file.path);
      if (!stamp) return await this.#missing(file);
      const bytes = stamp.size <= wholeFileBytes ? await readFile(file.path) : null;
      const hash = bytes ? hashBytes(bytes) : await hashFile(file.path, this.#closing.signal);
      const after = await stampOnDisk(file.path);
      if (!after) return await this.#missing(file);
      if (after.size !== file.size || after.mtimeMs !== file.mtimeMs) return this.#readAgain(file, after);
      await this.#identified(file, hash, bytes ?? file.path);
      this.#meter.finishOne(performance.now());
    } catch (error) {
      await this.#failed(file, error);
    }
    this.#events.onProgress();
  }

  /** Gone from disk: the watcher forgets it, unless its drive is away. Either way not now. */
  async #missing(file: FileToIngest): Promise<void> {
    this.#postponed.add(file.id);
    if (await isReachable(this.#parts.assets.folderOf(file.id) ?? '')) {
      this.picturesGone(this.#parts.assets.forgetFiles([file.path]));
    }
  }

  /** Written while we read it, or since it was listed: what we read may be half of it. */
  #readAgain(file: FileToIngest, stamp: FileStamp): void {
    this.#parts.assets.restamp(file.id, stamp);
    this.#awake = true;
  }

  async #identified(file: FileToIngest, hash: Buffer, source: Uint8Array | string): Promise<void> {
    const { assets, grouping } = this.#parts;
    const { picture, state, previous } = assets.identify(file.id, hash);
    if (previous !== null && previous !== picture && !assets.isPresent(previous)) this.#leaveOut(previous);
    if (state.skipped) return this.#events.onChanged(['skipped']);
    if (state.indexedBy !== this.#version) await this.#indexOnce(picture, source);
    else if (previous !== picture) grouping.addPicture(picture);
    this.#events.onChanged(['pictures']);
  }

  /** Copies of one picture that are read at the same time are looked at once. */
  #indexOnce(picture: PictureId, source: Uint8Array | string): Promise<void> {
    const running = this.#indexing.get(picture) ?? this.#index(picture, source);
    this.#indexing.set(picture, running);
    return running.finally(() => this.#indexing.delete(picture));
  }

  async #index(picture: PictureId, source: Uint8Array | string): Promise<void> {
    try {
      const analysed = await analysePicture(source, this.#parts.models, this.#closing.signal);
      await this.#store(picture, analysed);
    } catch (error) {
      if (!(error instanceof SkipError)) throw error;
      this.#parts.assets.skipPicture(picture, error);
      this.#events.onChanged(['skipped']);
    }
  }

  async #store(picture: PictureId, analysed: AnalysedPicture): Promise<void> {
    const { faces, grouping, previews } = this.#parts;
    const kept = matchFaces(faces.ofPicture(picture), analysed.faces);
    const indexed = { width: analysed.width, height: analysed.height, version: this.#version };
    const stored = faces.storePicture(picture, indexed, analysed.faces, kept);
    grouping.removeFaces(stored.removed);
    grouping.addPicture(picture);
    // A preview that cannot be written now (disk full) is made when it is first looked at.
    await Promise.allSettled(
      stored.faces.map(async (id, index) => {
        const face = analysed.faces[index];
        if (face) await previews.put('face', id, await encodeFacePreview(analysed.image, face.workingBox));
      }),
    );
  }

  #leaveOut(picture: PictureId): void {
    this.#parts.grouping.removeFaces(this.#parts.faces.ofPicture(picture).map((face) => face.id));
  }

  /** A fault of the file, of ours or of the system must not stop the run: the file is listed with its words. */
  async #failed(file: FileToIngest, error: unknown): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const { assets } = this.#parts;
    if (!(await isReachable(assets.folderOf(file.id) ?? ''))) return void this.#postponed.add(file.id);
    const detail = error instanceof Error ? error.message : String(error);
    assets.skipFile(file.id, { reason: 'unreadable', detail });
    this.#events.onChanged(['skipped']);
  }

  #regroupInTime(): void {
    if (performance.now() >= this.#groupAgainAt) this.#regroup();
  }

  #regroup(): void {
    if (!this.#parts.grouping.stale) return;
    const start = performance.now();
    const changed = this.#parts.grouping.regroup();
    const took = performance.now() - start;
    this.#groupAgainAt = performance.now() + Math.max(groupingPauseMs, took / groupingShare);
    if (changed) this.#events.onChanged(['characters']);
  }
}

function hashBytes(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function hashFile(path: string, signal: AbortSignal): Promise<Buffer> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest();
}
