import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { missingPackages, packagesFor } from './lock.mjs';
import { bytesIn } from './folder-size.mjs';
import { fetched, megabytes } from './progress.mjs';
import { root, runNpm } from './run.mjs';
import { watchInstall } from './watch-install.mjs';

/** npm keeps a lock file of what it installed there, and writes it last. */
const installedLock = 'node_modules/.package-lock.json';

const machine = {
  os: process.platform,
  cpu: process.arch,
  libc: existsSync('/etc/alpine-release') ? 'musl' : 'glibc',
};

/**
 * True where node_modules holds what package-lock.json asks for.
 * @param {{ testTools: boolean }} [options] whether what only checks and packaging need is asked for too
 */
export function packagesAreCurrent(options = { testTools: false }) {
  const lock = readLock('package-lock.json');
  // Optional packages are allowed to fail.
  return missing(options).every((path) => lock[path]?.optional);
}

/**
 * @param {import('./step.mjs').Show} show
 * @param {{ testTools: boolean }} options
 * @returns {Promise<string>}
 */
export async function installPackages(show, { testTools }) {
  if (packagesAreCurrent({ testTools })) return 'up to date';
  // What is there of the test tools stays, and so it must fit the rest.
  const all = testTools || Object.values(readLock(installedLock)).some(({ dev }) => dev);
  const scope = all ? [] : ['--omit=dev'];
  const paths = missing({ testTools: all });
  const received = await install(scope, paths, show);
  const size = paths.reduce((sum, path) => sum + bytesIn(join(root, path), 'node_modules'), 0);
  return `${paths.length} installed, ${megabytes(size)} on disk${fetched(received)}`;
}

/**
 * @param {string[]} scope
 * @param {string[]} paths what will come
 * @param {import('./step.mjs').Show} show
 * @returns {Promise<number>} bytes that were received
 */
async function install(scope, paths, show) {
  // better-sqlite3 brings its binaries, yet npm would compile it for its binding.gyp. Only Node 24's own script is
  // needed; `checkNode` runs it.
  const args = [...command(), ...scope, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http', '--timing'];
  return watchInstall(paths, show, (env, onLine) => runNpm(args, { env, onLine }));
}

/** What differs is installed; where an installation broke off, all of it anew, which npm's cache makes quick. */
function command() {
  const file = join(root, installedLock);
  if (!existsSync(file)) return ['ci'];
  // Should this one break off too, what it leaves is not to be trusted.
  rmSync(file);
  return ['install', '--no-save'];
}

function missing(/** @type {{ testTools: boolean }} */ options) {
  const lock = readLock('package-lock.json');
  return missingPackages(packagesFor(lock, machine, options), lock, readLock(installedLock));
}

/** @returns {import('./lock.mjs').Lock} */
function readLock(/** @type {string} */ path) {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}
