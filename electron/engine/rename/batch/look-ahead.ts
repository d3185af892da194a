import { Worker } from 'node:worker_threads';
import { threadScript } from '../../threads/thread-script.ts';
import { FilesSeen } from './files-seen.ts';
import type { FileOnDisk } from '../planning/survey.ts';

export interface LookAheadData {
  readonly paths: readonly string[];
  /** Of `FilesSeen`. */
  readonly buffer: SharedArrayBuffer;
}

// Fewer are looked at before a thread has started.
const worthAThread = 5_000;

/**
 * Looks at files in a thread of its own while their names are being made. It begins with the last one, and who asks begins
 * with the first: they meet, and nobody waits. What it has not looked at yet, or could not see, it does not know.
 */
export class LookAhead implements Disposable {
  /** All have been looked at, or the thread failed; null where none was started. */
  readonly ended: Promise<unknown> | null = null;
  readonly #places = new Map<string, number>();
  readonly #seen: FilesSeen;
  readonly #worker: Worker | null = null;

  constructor(paths: readonly string[]) {
    this.#seen = new FilesSeen(paths.length);
    if (paths.length < worthAThread) return;
    paths.forEach((path, at) => this.#places.set(path, at));
    const workerData = { paths, buffer: this.#seen.buffer } satisfies LookAheadData;
    this.#worker = new Worker(threadScript('look-ahead-worker', import.meta.url), { workerData });
    // Without it, files are looked at when they are asked for.
    this.#worker.on('error', () => undefined);
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#worker.on('exit', resolve);
    this.ended = promise;
  }

  /** As it was when this was made, or later; undefined: not known. */
  file(path: string): FileOnDisk | undefined {
    const at = this.#places.get(path);
    return at === undefined ? undefined : this.#seen.get(at);
  }

  [Symbol.dispose](): void {
    void this.#worker?.terminate();
  }
}
