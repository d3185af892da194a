import type { PictureId } from '../../contract/ids.ts';
import type { IndexingProgress } from '../../contract/api/library-api.ts';
import type { FileToIngest, WorkStore } from '../store/work.ts';
import { ProgressMeter } from './progress.ts';

/** The next files of the queue after this key, in the order of their keys. */
type ReadPage = (after: number) => FileToIngest[];

export type QueueStore = Pick<WorkStore, 'toIdentify' | 'toIndex' | 'pendingFiles' | 'countWork'>;

const pageSize = 64;
const countPauseMs = 1_000;
/** Counting may take this share of the time. */
const countingShare = 0.01;

/** Which files wait, and how far the work is. They stand in the database: a start after a crash goes on by itself. */
export class WorkQueue {
  readonly #store: QueueStore;
  /** Of the models. */
  readonly #version: string;
  readonly #meter = new ProgressMeter();
  /** Files that failed in a way that waiting may mend, as when their drive is away. */
  readonly #postponed = new Set<number>();
  /** Files that the artist does not want to wait for. */
  readonly #cancelled = new Set<number>();
  #isPaused = false;
  /** What `done` will be when the work that was counted last is finished. */
  #workEnd = 0;
  #countAgainAt = 0;

  constructor(store: QueueStore, version: string) {
    this.#store = store;
    this.#version = version;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** A run begins: what was done before does not count. */
  begin(): void {
    this.#meter.start(performance.now());
    this.#countAgainAt = 0;
  }

  /** Files whose content is not known yet. Those that come meanwhile are among them. */
  toIdentify(): Generator<FileToIngest> {
    return this.#pages(
      (after) => this.#store.toIdentify(after, pageSize),
      (file) => file.id,
    );
  }

  /** One file of each picture left from a killed run, from another model version, or tried again: its files are known already. */
  toIndex(): Generator<FileToIngest> {
    return this.#pages(
      (after) => this.#store.toIndex(this.#version, after as PictureId, pageSize),
      (file) => file.picture ?? 0,
    );
  }

  /** Leaves a file alone until `takeUpPostponed`. */
  postpone(file: FileToIngest): void {
    this.#postponed.add(file.id);
  }

  takeUpPostponed(): void {
    this.#postponed.clear();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#cancelled.clear();
  }

  /** What is in the queue now stays there: `resume`, or the next start, comes back to it. */
  cancel(): void {
    this.#isPaused = false;
    for (const file of this.#store.pendingFiles(this.#version)) this.#cancelled.add(file);
    this.#countAgainAt = 0;
  }

  finishOne(): void {
    this.#meter.finishOne(performance.now());
  }

  progress({ isRunning, isScanning }: { isRunning: boolean; isScanning: boolean }): IndexingProgress {
    const now = performance.now();
    if (!isRunning || now >= this.#countAgainAt) this.#count(now);
    const remaining = Math.max(0, this.#workEnd - this.#meter.done);
    const phase = isRunning ? 'indexing' : isScanning ? 'scanning' : 'idle';
    return this.#meter.report(this.#isPaused ? 'paused' : phase, remaining, performance.now());
  }

  /** Counting a large library takes a while: in between, what is finished is taken off. */
  #count(now: number): void {
    const work = this.#store.countWork(this.#version) - this.#cancelled.size;
    this.#workEnd = this.#meter.done + Math.max(0, work);
    const took = performance.now() - now;
    this.#countAgainAt = now + Math.max(countPauseMs, took / countingShare);
  }

  *#pages(read: ReadPage, keyOf: (file: FileToIngest) => number): Generator<FileToIngest> {
    for (let after = 0, page = read(after); page.length > 0; page = read(after)) {
      for (const file of page) {
        after = keyOf(file);
        if (!this.#postponed.has(file.id) && !this.#cancelled.has(file.id)) yield file;
      }
    }
  }
}
