import { doJobs } from '../threads/do-jobs.ts';
import { healthJobs } from './health-jobs.ts';

/** Entry of a thread that does one health job, see health-thread.ts. */
doJobs(healthJobs);
