import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm } from './run.mjs';

/** True where node_modules holds what package-lock.json asks for: npm keeps a lock file of what it installed there. */
export function packagesAreCurrent() {
  const installed = readLock('node_modules/.package-lock.json');
  const wanted = readLock('package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

/** @returns {Promise<string>} */
export async function installPackages() {
  if (packagesAreCurrent()) return 'up to date';
  // better-sqlite3 brings its binaries, yet npm would compile it for its binding.gyp. Only Node 24's own script is
  // needed; `checkNode` runs it.
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  return 'installed';
}

/** @returns {Record<string, { version?: string, optional?: boolean }>} */
function readLock(/** @type {string} */ path) {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}
