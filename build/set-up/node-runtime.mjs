import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runNpm, SetUpError } from './run.mjs';

/** The Node 24 that the app ships and that runs the engine, the command and the tests. */
export const nodePath = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @returns {Promise<string>} */
export async function checkNode() {
  // Where npm was told not to run install scripts, the package is there but its binary is not.
  if (!existsSync(nodePath)) await runNpm(['rebuild', 'node']).catch(() => undefined);
  const version = await run(nodePath, ['--version']).catch(() => '');
  if (version.startsWith('v24.')) return version.trim();
  throw new SetUpError(
    `Node 24, which runs the engine, did not come with the packages (found: ${version.trim() || 'nothing'}).\n` +
      'Allow the install script of the package "node", then run: npm rebuild node --foreground-scripts',
  );
}
