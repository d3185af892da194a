import { workerData } from 'node:worker_threads';
import { doJobs } from '../threads/do-jobs.ts';
import { VectorTable } from '../vectors/vector-table.ts';
import { vectorJobs, type VectorThreadData } from './vector-jobs.ts';

/** Entry of a thread that searches and groups: the engine's own thread stays free for calls. */
const { handle, zone } = workerData as VectorThreadData;
doJobs(vectorJobs(new VectorTable(handle, zone)));
