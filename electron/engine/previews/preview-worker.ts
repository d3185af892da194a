import { doJobs } from '../threads/do-jobs.ts';
import { previewJobs } from './preview-jobs.ts';

/** Entry of the thread that makes previews of faces. */
doJobs(previewJobs);
