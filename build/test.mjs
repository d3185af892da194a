import { join } from 'node:path';
import { setUpApp } from './set-up/index.mjs';
import { nodePath } from './set-up/node-runtime.mjs';
import { main, root, runHere } from './set-up/run.mjs';
import { step } from './set-up/step.mjs';
import { installTestTools } from './set-up/test-tools.mjs';

/** `npm test`: sets up what is missing, then runs every check. */
await main(async () => {
  await setUpApp({ testTools: true, virtualScreen: process.platform === 'linux' });
  if (process.platform === 'linux') await step('Test tools', installTestTools);
  return runHere(nodePath, [join(root, 'build/check.ts')]);
});
