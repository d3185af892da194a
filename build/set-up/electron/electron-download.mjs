import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronPackage, findElectron } from './electron-binary.mjs';
import { bytesIn } from '../folder-size.mjs';
import { nodePath } from '../node-runtime.mjs';
import { fetched, fetchProgress } from '../progress.mjs';
import { watchReceived } from '../received.mjs';
import { run, SetUpError } from '../run.mjs';

/** A download is given up when nothing has come in, or been unpacked, for so long; a slow one may take its time. */
const stalledMs = 120_000;

const dist = join(electronPackage, 'dist');

/**
 * Electron's own installer.
 * @param {import('../step.mjs').Show} show
 * @returns {Promise<string>}
 */
export async function downloadElectron(show) {
  rmSync(dist, { recursive: true, force: true });
  const stalled = new AbortController();
  const isStalled = stallWatch();
  const tell = (/** @type {number} */ bytes) => {
    const unpacked = bytesIn(dist);
    show(fetchProgress(bytes, unpacked));
    if (isStalled(bytes + unpacked)) stalled.abort();
  };
  const received = await watchReceived(tell, (env) => install(env, stalled.signal)).catch((error) => {
    throw stalled.signal.aborted ? new SetUpError('Nothing came in for two minutes.') : error;
  });
  return `${findElectron()?.version}${fetched(received)}`;
}

function install(/** @type {NodeJS.ProcessEnv} */ counting, /** @type {AbortSignal} */ signal) {
  const env = { ...process.env, ...counting, ELECTRON_GET_NO_PROGRESS: '1' };
  return run(nodePath, [join(electronPackage, 'install.js')], { env, signal });
}

/** True once the bytes have stayed as they are for too long. */
function stallWatch() {
  let last = -1;
  let since = 0;
  return (/** @type {number} */ bytes) => {
    const now = performance.now();
    if (bytes !== last) since = now;
    last = bytes;
    return now - since > stalledMs;
  };
}
