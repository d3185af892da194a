import { doJobs } from '../../threads/do-jobs.ts';
import { hashJobs } from './hash-jobs.ts';

/** Entry of the thread that hashes large files. */
doJobs(hashJobs);
