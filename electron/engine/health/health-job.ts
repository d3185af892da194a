import { Worker } from 'node:worker_threads';
import type { LibraryHealth } from '../../contract/settings-api.ts';
import { threadScript } from '../threads/thread-script.ts';

/** Work on files that would hold up the engine's own thread. */
export type HealthJob =
  | { readonly kind: 'health'; readonly library: string; readonly backupFolder: string }
  | { readonly kind: 'damage'; readonly path: string };

interface HealthAnswers {
  readonly health: LibraryHealth | null;
  /** What is wrong with a database file. */
  readonly damage: readonly string[];
}

/** Does a job in a thread that ends with it. Throws what went wrong there. */
export function runHealthJob<J extends HealthJob>(job: J): Promise<HealthAnswers[J['kind']]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadScript('health-worker', import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}
