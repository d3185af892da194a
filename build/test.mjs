import { join } from 'node:path';
import { setUpApp } from './set-up/index.mjs';
import { nodePath } from './set-up/node-runtime.mjs';
import { main, root, runHere } from './set-up/run.mjs';

/** `npm test`: sets up what is missing, then runs every check. */
await main(async () => {
  await setUpApp({ virtualScreen: process.platform === 'linux' });
  return runHere(nodePath, [join(root, 'build/check.ts')]);
});
