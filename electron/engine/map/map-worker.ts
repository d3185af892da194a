import { doJobs } from '../threads/do-jobs.ts';
import { mapJobs } from './map-jobs.ts';

/** Entry of the thread that lays out the map of faces, see face-map.ts. */
doJobs(mapJobs);
