import { parentPort, workerData } from 'node:worker_threads';
import { damageOf } from '../store/backups.ts';
import type { HealthJob } from './health-job.ts';
import { libraryHealth } from './library-health.ts';

/** Entry of a thread that does one job of `health-job.ts`. */
if (!parentPort) throw new Error('health-worker.ts is started by health-job.ts');
const job = workerData as HealthJob;
parentPort.postMessage(job.kind === 'health' ? libraryHealth(job.library, job.backupFolder) : damageOf(job.path));
