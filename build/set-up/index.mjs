import { fetchCudaIfReachable, mayUseCuda } from './cuda.mjs';
import { fetchElectron, findElectron } from './electron-binary.mjs';
import { checkNode } from './node-runtime.mjs';
import { installPackages } from './packages.mjs';
import { step } from './run.mjs';
import { installSystemLibraries } from './system-libraries.mjs';

/** What the engine and the command need. Works with Node 20 and no package installed. */
export async function setUpEngine() {
  await step('Packages', installPackages);
  await step('Node', checkNode);
  if (mayUseCuda()) await step('CUDA', fetchCudaIfReachable);
}

/**
 * What the app needs, on top.
 * @param {{ virtualScreen: boolean }} options
 */
export async function setUpApp({ virtualScreen }) {
  await setUpEngine();
  await step('Electron', fetchElectron);
  const electron = findElectron();
  if (process.platform === 'linux' && electron) {
    await step('System libraries', () => installSystemLibraries(electron.path, virtualScreen));
  }
}
