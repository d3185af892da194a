import { setTimeout as pause } from 'node:timers/promises';
import type { PictureId } from '../../contract/ids.ts';
import type { IndexingProgress, Topic } from '../../contract/api/library-api.ts';
import type { FileGate } from '../flow/file-gate.ts';
import { MemoryBudget } from '../flow/memory-budget.ts';
import type { FileToIngest } from '../store/work.ts';
import { modelVersion } from '../vision/manifest.ts';
import { PictureWriter } from './picture-writer.ts';
import { RegroupPace } from './regroup-pace.ts';
import { TakeIn, type TakeInParts } from './take-in.ts';
import { WorkQueue } from './work-queue.ts';

export interface IngestParts extends TakeInParts {
  /** Nothing is read while files are being renamed. */
  readonly gate: FileGate;
  /** Are folders being read now? More work may come while they are. */
  readonly isScanning: () => boolean;
}

export interface IngestEvents {
  /** `progress()` answers something new. */
  onProgress(): void;
  onChanged(topics: readonly Topic[]): void;
  /** A run is over, and nothing is left to do. */
  onIdle(): void;
}

/** Files that are looked at or wait to be stored: they hold results, no pixels. */
const mostUnderWay = 96;
/** How long files are waited for that another program has open. */
const heldPauseMs = 1_000;

/** Works through the queue: several files at once, and grouping beside them. */
export class Ingest {
  readonly #parts: IngestParts;
  readonly #events: IngestEvents;
  readonly #closing = new AbortController();
  /** For files that are being looked at, and hold pixels. */
  readonly #places: MemoryBudget;
  readonly #queue: WorkQueue;
  readonly #writer: PictureWriter;
  readonly #takeIn: TakeIn;
  readonly #pace = new RegroupPace();
  #running: Promise<void> | null = null;
  /** Something came into the queue since it was worked through last. */
  #awake = false;
  /** Files were left that another program had open. */
  #isWaiting = false;

  constructor(parts: IngestParts, events: IngestEvents) {
    const version = modelVersion(parts.models.manifest);
    this.#parts = parts;
    this.#events = events;
    this.#places = new MemoryBudget(placesFor(parts.models.processor.threads));
    this.#queue = new WorkQueue(parts.work, version);
    this.#writer = new PictureWriter(parts, version);
    this.#takeIn = new TakeIn(parts, {
      writer: this.#writer,
      signal: this.#closing.signal,
      isIdle: () => this.#places.isFree,
      onChanged: (topics) => events.onChanged(topics),
      onPicturesGone: (pictures) => this.picturesGone(pictures),
    });
  }

  /** The networks have another number of threads now. */
  threadsChanged(): void {
    this.#places.resize(placesFor(this.#parts.models.processor.threads));
  }

  /** Says that there may be work in the queue. */
  wake(): void {
    this.#queue.takeUpPostponed();
    this.#awake = true;
    if (this.#isStopped || this.#running) return;
    this.#running = this.#work().finally(() => {
      this.#running = null;
      if (this.#awake && !this.#queue.isPaused) this.wake();
      else this.#end();
    });
  }

  pause(): void {
    this.#queue.pause();
    this.announce();
  }

  resume(): void {
    this.#queue.resume();
    this.wake();
  }

  /** As WorkQueue.cancel. */
  cancel(): void {
    this.#queue.cancel();
    this.announce();
  }

  /** Is the queue being worked through? */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** No file shows these pictures any more. */
  picturesGone(pictures: readonly PictureId[]): void {
    for (const picture of pictures) this.#writer.leaveOut(picture);
    if (pictures.length > 0) this.wake();
  }

  progress(): IndexingProgress {
    return this.#queue.progress({ isRunning: this.isRunning, isScanning: this.#parts.isScanning() });
  }

  #end(): void {
    this.announce();
    if (!this.#isStopped) this.#events.onIdle();
  }

  /** Says how far the run is. */
  announce(): void {
    if (!this.#closing.signal.aborted) this.#events.onProgress();
  }

  /** Resolves when nothing is left to do. */
  async whenIdle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#takeIn.flush();
    await this.#running;
  }

  get #isStopped(): boolean {
    return this.#queue.isPaused || this.#closing.signal.aborted;
  }

  async #work(): Promise<void> {
    this.#queue.begin();
    while (this.#awake && !this.#isStopped) {
      this.#awake = false;
      for (const files of [this.#queue.toIdentify(), this.#queue.toIndex()]) await this.#takeAllIn(files);
      if (this.#isWaiting) await this.#waitForHeld();
    }
    // After a pause or at the end: what was found so far is grouped.
    while (this.#parts.grouping.stale && !this.#closing.signal.aborted) await this.#regroup(true);
  }

  /** All others are in: whoever has a file open may be done with it soon. */
  async #waitForHeld(): Promise<void> {
    this.#isWaiting = false;
    // Closing ends the wait.
    await pause(heldPauseMs, null, { signal: this.#closing.signal }).catch(() => null);
    this.#queue.takeUpPostponed();
    this.#awake = true;
  }

  /** A few files are looked at, and some more wait to be stored. */
  async #takeAllIn(files: Iterable<FileToIngest>): Promise<void> {
    const running = new Set<Promise<void>>();
    const add = (work: Promise<void>): void => {
      const task = work.finally(() => running.delete(task));
      running.add(task);
    };
    for (const file of files) {
      const place = await this.#places.acquire(this.#placesOf(file));
      if (this.#isStopped) {
        place[Symbol.dispose]();
        break;
      }
      add(this.#parts.gate.enter(() => this.#take(file, place)));
      if (this.#pace.isDue) add(this.#regroup());
      if (running.size >= mostUnderWay) await Promise.race(running);
    }
    await Promise.all(running);
  }

  /** One that the process may have died of has all places: should it die again, it is known of what. */
  #placesOf({ path }: FileToIngest): number {
    return this.#parts.inHands.isSuspect(path) ? Infinity : 1;
  }

  async #take(file: FileToIngest, place: Disposable): Promise<void> {
    const outcome = await this.#takeIn.file(file, () => place[Symbol.dispose]());
    if (outcome === 'done') this.#queue.finishOne();
    if (outcome === 'again') this.#awake = true;
    if (outcome === 'away' || outcome === 'held') this.#queue.postpone(file);
    if (outcome === 'held') this.#isWaiting = true;
    this.#events.onProgress();
  }

  /** `settled`: nothing else is to do. */
  #regroup(settled = false): Promise<void> {
    const { grouping } = this.#parts;
    return this.#pace.run(async () => {
      if (grouping.stale && (await grouping.regroup(settled))) this.#events.onChanged(['characters']);
    });
  }
}

/** Pictures that are looked at side by side: enough that one is being decoded whenever a network is free. */
function placesFor(threads: number): number {
  return Math.max(4, Math.min(12, threads + 2));
}
