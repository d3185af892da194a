import { AppError } from '../../contract/errors.ts';
import { JobThread } from '../threads/job-thread.ts';
import type { JobAnswer, JobName } from '../threads/jobs.ts';
import { threadScript } from '../threads/thread-script.ts';
import type { healthJobs } from './health-jobs.ts';

type HealthJobs = typeof healthJobs;

/** Does one of the health jobs in a thread that ends with it. Throws what went wrong there, in the words of the system. */
export async function runHealthJob<N extends JobName<HealthJobs>>(
  name: N,
  ...args: Parameters<HealthJobs[N]>
): Promise<JobAnswer<HealthJobs, N>> {
  await using thread = new JobThread<HealthJobs>(threadScript('health-worker', import.meta.url));
  try {
    return await thread.run(name, ...args);
  } catch (error) {
    throw error instanceof AppError && error.code === 'internal' ? new Error(error.subject, { cause: error }) : error;
  }
}
