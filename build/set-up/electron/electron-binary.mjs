import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fallback } from './electron-fallback.mjs';
import { root } from '../run.mjs';

/** Of the package: its own installer puts the binary beside it. */
export const electronPackage = join(root, 'node_modules/electron');

/**
 * @typedef {object} Electron
 * @property {string} path of the binary
 * @property {string} dist folder of the binary
 * @property {string} version
 * @property {boolean} opensFolders it can run an app that is not packed (`electron <folder>`)
 */

/**
 * The Electron that is there.
 * @returns {Electron | null}
 */
export function findElectron() {
  const name = join(electronPackage, 'path.txt');
  const dist = join(electronPackage, 'dist');
  if (existsSync(name) && existsSync(join(dist, readFileSync(name, 'utf8')))) {
    const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    return { path: join(dist, readFileSync(name, 'utf8')), dist, version, opensFolders: true };
  }
  const path = join(fallback.folder, 'electron');
  return existsSync(path) ? { path, dist: fallback.folder, version: fallback.version, opensFolders: false } : null;
}
