import { fetchCudaIfReachable, mayUseCuda } from './cuda.mjs';
import { findElectron } from './electron/electron-binary.mjs';
import { setUpElectron } from './electron/electron.mjs';
import { checkNode } from './node-runtime.mjs';
import { installPackages } from './packages.mjs';
import { step } from './step.mjs';
import { installSystemLibraries } from './system-libraries.mjs';
import { checkMachine } from './this-machine.mjs';

/**
 * What the engine and the command need. Works with Node 20 and no package installed.
 * @param {{ testTools: boolean }} [options] whether what only checks and packaging need comes too
 */
export async function setUpEngine(options = { testTools: false }) {
  checkMachine();
  await step('Packages', (show) => installPackages(show, options));
  await step('Node', checkNode);
  if (mayUseCuda()) await step('CUDA', fetchCudaIfReachable);
}

/**
 * What the app needs, on top.
 * @param {{ testTools: boolean, virtualScreen: boolean }} options
 */
export async function setUpApp({ testTools, virtualScreen }) {
  // Another Electron than the packages' own runs a packed app only.
  const packs = findElectron()?.opensFolders === false;
  await setUpEngine({ testTools: testTools || packs });
  const electron = await setUpElectron();
  if (process.platform === 'linux') {
    await step('System libraries', (show) => installSystemLibraries(electron.path, virtualScreen, show));
  }
  return electron;
}
