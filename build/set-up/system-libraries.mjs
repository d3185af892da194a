import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withoutHosts } from './npm-output.mjs';
import { aptProgress } from './progress.mjs';
import { run, SetUpError } from './run.mjs';

/** Debian packages of the libraries that Electron takes from the system; apt brings what they need in turn. */
export const debianPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libcups2',
  'libxkbcommon0',
  'libatspi2.0-0',
];
/** A display without a screen, and the letters for English and Japanese on it. */
const screenPackages = ['xvfb', 'fonts-dejavu-core', 'fonts-vlgothic'];

/**
 * Installs what Electron misses on this Linux, or says how.
 * @param {string} electron path of its binary
 * @param {boolean} virtualScreen whether Xvfb is needed too
 * @param {import('./step.mjs').Show} show
 * @returns {Promise<string>}
 */
export async function installSystemLibraries(electron, virtualScreen, show) {
  const missing = await missingLibraries(electron);
  const noScreen = virtualScreen && !onPath('Xvfb');
  if (missing.length === 0 && !noScreen) return 'all there';
  const packages = [...(missing.length > 0 ? debianPackages : []), ...(noScreen ? screenPackages : [])];
  const names = onPath('apt-get') ? await Promise.all(packages.map(nameHere)) : packages;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) throw adviceFor(names, missing);
  show('reading the lists of packages');
  await runApt(['update'], () => undefined);
  await installWithApt(names, show);
  return `installed ${names.join(' ')}`;
}

async function missingLibraries(/** @type {string} */ electron) {
  const lines = (await run('ldd', [electron])).split('\n');
  return lines.filter((line) => line.includes('not found')).map((line) => line.trim().split(' ', 1).join());
}

/**
 * @param {string[]} names of Debian packages
 * @param {import('./step.mjs').Show} show
 */
export function installWithApt(names, show) {
  return runApt(['install', '--yes', '--no-install-recommends', ...names], show);
}

/** Waits for its turn where another apt is at work, for five minutes at most. */
export function runApt(/** @type {string[]} */ args, /** @type {import('./step.mjs').Show} */ show) {
  const options = ['-o', 'APT::Status-Fd=3', '-o', 'DPkg::Lock::Timeout=300'];
  return run('apt-get', [...options, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    ending: 'finish',
    onLine: (line) => {
      const said = aptProgress(line);
      if (said !== null) show(said);
    },
    explain: (output) => withoutHosts(output.replaceAll(/^(dl|pm)status:.*\n/gm, '')),
  });
}

/** Newer Debian and Ubuntu have renamed some libraries for 64-bit time. */
async function nameHere(/** @type {string} */ name) {
  const policy = await run('apt-cache', ['policy', `${name}t64`]).catch(() => '');
  return /Candidate: \d/.test(policy) ? `${name}t64` : name;
}

function adviceFor(/** @type {string[]} */ names, /** @type {string[]} */ missing) {
  const what =
    missing.length > 0
      ? `Electron needs system libraries that are not here: ${missing.join(', ')}`
      : 'Xvfb is not here';
  const how = onPath('apt-get')
    ? `sudo apt-get install --yes ${names.join(' ')}`
    : `your system's packages for what Debian calls: ${names.join(' ')}`;
  return new SetUpError(`${what}.\nInstall them, then run the command again:\n  ${how}`);
}

export function onPath(/** @type {string} */ program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
