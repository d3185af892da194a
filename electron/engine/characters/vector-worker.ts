import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import { doJob, type VectorAnswers, type VectorJob, type VectorThreadData } from './vector-jobs.ts';
import { VectorTable } from './vector-table.ts';

/** Entry of a thread that searches and groups: the engine's own thread stays free for calls. */
if (!parentPort) throw new Error('vector-worker.ts is started by vector-threads.ts');
const port = parentPort;
const { handle, zone } = workerData as VectorThreadData;
const table = new VectorTable(handle, zone);

export type ToVectorThread = { readonly id: number; readonly job: VectorJob };
export type FromVectorThread =
  | { readonly id: number; readonly answer: VectorAnswers[VectorJob['kind']] }
  | { readonly id: number; readonly error: ErrorData };

port.on('message', ({ id, job }: ToVectorThread) => {
  try {
    port.postMessage({ id, answer: doJob(table, job) } satisfies FromVectorThread);
  } catch (error) {
    port.postMessage({ id, error: toErrorData(error) } satisfies FromVectorThread);
  }
});
