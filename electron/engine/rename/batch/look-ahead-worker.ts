import { lstatSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { FilesSeen } from './files-seen.ts';
import { lookIfAllowed } from './look.ts';
import type { LookAheadData } from './look-ahead.ts';

/** Entry of the thread that `look-ahead.ts` starts, and ends. */
const { paths, buffer } = workerData as LookAheadData;
const seen = new FilesSeen(paths.length, buffer);
for (const path of paths.toReversed()) seen.put(lookIfAllowed({ lstatSync }, path));
