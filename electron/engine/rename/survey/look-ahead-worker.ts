import { lstatSync } from 'node:fs';
import { doJobs } from '../../threads/do-jobs.ts';
import { FilesSeen } from './files-seen.ts';
import { lookIfAllowed } from '../batch/look.ts';
import type { LookAheadJobs } from './look-ahead.ts';

/** Entry of the thread that `look-ahead.ts` starts, and ends. */
doJobs<LookAheadJobs>({
  look(paths, buffer) {
    const seen = new FilesSeen(paths.length, buffer);
    for (const path of paths.toReversed()) seen.put(lookIfAllowed({ lstatSync }, path));
  },
});
