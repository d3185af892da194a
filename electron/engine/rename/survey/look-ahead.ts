import { JobThread } from '../../threads/job-thread.ts';
import { threadScript } from '../../threads/thread-script.ts';
import type { FileOnDisk } from '../planning/survey.ts';
import { FilesSeen } from './files-seen.ts';

export interface LookAheadJobs {
  /** `buffer`: of `FilesSeen`. */
  look(paths: readonly string[], buffer: SharedArrayBuffer): void;
}

// With fewer files, all are looked at before a thread would have started.
const worthAThread = 5_000;

/**
 * Looks at files in a thread of its own while their names are being made. It begins with the last file and the plan with
 * the first, so that they meet in the middle and the plan never waits.
 */
export class LookAhead implements Disposable {
  /** Settles when all files have been looked at or the thread has failed; null where no thread was started. */
  readonly ended: Promise<unknown> | null = null;
  readonly #places = new Map<string, number>();
  readonly #seen: FilesSeen;
  readonly #thread: JobThread<LookAheadJobs> | null = null;

  constructor(paths: readonly string[]) {
    this.#seen = new FilesSeen(paths.length);
    if (paths.length < worthAThread) return;
    paths.forEach((path, at) => this.#places.set(path, at));
    this.#thread = new JobThread(threadScript('look-ahead-worker', import.meta.url));
    // If the thread fails, the plan looks at the files itself.
    this.ended = this.#thread.run('look', paths, this.#seen.buffer).catch(() => undefined);
  }

  /** The file as it was at some time since this was made; undefined where it was not looked at yet, or could not be. */
  file(path: string): FileOnDisk | undefined {
    const at = this.#places.get(path);
    return at === undefined ? undefined : this.#seen.get(at);
  }

  /** The thread's end is not waited for. */
  [Symbol.dispose](): void {
    void this.#thread?.[Symbol.asyncDispose]();
  }
}
