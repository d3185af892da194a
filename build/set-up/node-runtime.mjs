import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetched, fetchProgress } from './progress.mjs';
import { bytesIn } from './folder-size.mjs';
import { watchReceived } from './received.mjs';
import { root, run, runNpm, SetUpError } from './run.mjs';

const folder = join(root, 'node_modules/node');
/** Its install script fetches the package of this platform, and links to it. */
const unpacked = join(folder, 'node_modules');

/** The Node 24 that the app ships and that runs the engine, the command and the tests. */
export const nodePath = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * @param {import('./step.mjs').Show} show
 * @returns {Promise<string>}
 */
export async function checkNode(show) {
  const there = existsSync(nodePath) ? await version() : '';
  if (isRight(there)) return there;
  // Packages are installed without their scripts, so its binary is not there yet; or it is there by half.
  const received = await fetch(show);
  const now = await version();
  if (isRight(now)) return `${now}${fetched(received)}`;
  throw new SetUpError(
    `Node 24, which runs the engine, did not come with the packages (found: ${now || 'nothing'}).\n` +
      'Look why with: npm rebuild node --foreground-scripts',
  );
}

/** @returns {Promise<number>} bytes that were received */
function fetch(/** @type {import('./step.mjs').Show} */ show) {
  const tell = (/** @type {number} */ bytes) => show(fetchProgress(bytes, bytesIn(unpacked)));
  tell(0);
  const rebuild = ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'];
  return watchReceived(tell, (env) => runNpm(rebuild, { env }));
}

/** @returns {Promise<string>} empty where it does not run */
function version() {
  return run(nodePath, ['--version']).then(
    (said) => said.trim(),
    () => '',
  );
}

function isRight(/** @type {string} */ found) {
  return found.startsWith('v24.');
}
