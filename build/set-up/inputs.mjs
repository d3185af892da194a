import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * What an output is made from, kept beside it as a hash of paths, times and sizes: the same hash means there is nothing to do.
 * @param {string} output folder of the output, from the top of the project
 * @param {string[]} sources files and folders, from the top of the project
 */
export function outputOf(output, sources) {
  const stamp = join(root, output, '.inputs');
  return {
    isCurrent: () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(sources),
    markCurrent: () => writeFileSync(stamp, hashOf(sources)),
    markStale: () => rmSync(stamp, { force: true }),
  };
}

const bundler = [
  'build/bundle.ts',
  'build/package/bundled-packages.ts',
  'package-lock.json',
  'electron/contract',
  'electron/disk',
];

/** The folders of dist/, one per bundle. */
export const bundles = {
  main: outputOf('dist/main', [...bundler, 'electron/main', 'electron/preload']),
  preload: outputOf('dist/preload', [...bundler, 'electron/preload']),
  engine: outputOf('dist/engine', [...bundler, 'electron/engine', 'electron/cli']),
  renderer: outputOf('dist/renderer', [...bundler, 'renderer']),
};

function hashOf(/** @type {string[]} */ sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn).sort()) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesIn(/** @type {string} */ path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => filesIn(`${path}/${entry.name}`));
}
