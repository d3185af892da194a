import { SetUpError } from './run.mjs';

/** What onnxruntime 1.29, which runs the networks, is built for. */
const systems = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

/**
 * Why Dramatis cannot run on a machine; null where it can.
 * @param {string} platform
 * @param {string} arch
 * @returns {string | null}
 */
export function whyNotOn(platform, arch) {
  if (systems.includes(`${platform}-${arch}`)) return null;
  if (platform === 'darwin') {
    return (
      'Dramatis needs a Mac with Apple silicon (M1 or newer): onnxruntime, which runs its networks, is not made for Intel\n' +
      'processors any more. On an M1 or newer this means that Node itself is the one for Intel: install the one for Apple silicon.'
    );
  }
  return `Dramatis does not run on ${platform} with ${arch}: onnxruntime, which runs its networks, is made for ${systems.join(', ')}.`;
}

/** Throws SetUpError where nothing that is fetched would run. */
export function checkMachine() {
  const why = whyNotOn(process.platform, process.arch);
  if (why !== null) throw new SetUpError(why);
}
