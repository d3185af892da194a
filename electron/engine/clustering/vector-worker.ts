import { workerData } from 'node:worker_threads';
import { doJobs } from '../threads/job-port.ts';
import { doJob, type VectorAnswers, type VectorJob, type VectorThreadData } from './vector-jobs.ts';
import { VectorTable } from '../vectors/vector-table.ts';

/** Entry of a thread that searches and groups: the engine's own thread stays free for calls. */
const { handle, zone } = workerData as VectorThreadData;
const table = new VectorTable(handle, zone);
doJobs<VectorJob, VectorAnswers[VectorJob['kind']]>((job) => doJob(table, job));
