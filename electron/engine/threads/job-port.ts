import { parentPort } from 'node:worker_threads';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';

export interface Asked<Job> {
  readonly id: number;
  readonly job: Job;
}

export type Answered<Answer> =
  { readonly id: number; readonly answer: Answer } | { readonly id: number; readonly error: ErrorData };

/** The other end of a JobThread: does each job that comes in and sends its answer, or what it threw. */
export function doJobs<Job, Answer>(work: (job: Job) => Answer | Promise<Answer>): void {
  if (!parentPort) throw new Error('this file is started as a thread, see job-thread.ts');
  const port = parentPort;
  port.on('message', ({ id, job }: Asked<Job>) => {
    void (async () => {
      try {
        port.postMessage({ id, answer: await work(job) } satisfies Answered<Answer>);
      } catch (error) {
        port.postMessage({ id, error: toErrorData(error) } satisfies Answered<Answer>);
      }
    })();
  });
}
