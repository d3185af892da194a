import { doJobs } from '../../threads/do-jobs.ts';
import { buffersOf, readerJobs } from './reader-jobs.ts';

/** Entry of the thread that reads the files which libvips does not. */
doJobs(readerJobs, buffersOf);
