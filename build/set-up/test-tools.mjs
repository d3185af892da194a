import { run } from './run.mjs';
import { onPath } from './system-libraries.mjs';

/** Programs that some tests compare with or work on, and the Debian packages that hold them. */
const tools = [
  { program: 'exiftool', package: 'libimage-exiftool-perl' },
  { program: 'mkfs.exfat', package: 'exfatprogs' },
  { program: 'mount.exfat-fuse', package: 'exfat-fuse' },
];

/**
 * Installs what is missing where that is possible without asking. Never fails: a test without its tool is skipped and
 * says so.
 * @returns {Promise<string>}
 */
export async function installTestTools() {
  const missing = tools.filter(({ program }) => !onPath(program)).map((tool) => tool.package);
  if (missing.length === 0) return 'all there';
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return leftOut(missing);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const absent = [];
  for (const name of missing) {
    const install = ['install', '--yes', '--no-install-recommends', name];
    const installed = await run('apt-get', install, { env }).catch(() => updateAndInstall(install, env));
    if (installed === null) absent.push(name);
  }
  return absent.length === 0 ? `installed ${missing.join(' ')}` : leftOut(absent);
}

/** A machine that has never asked for the lists of packages finds none. */
async function updateAndInstall(/** @type {string[]} */ install, /** @type {NodeJS.ProcessEnv} */ env) {
  try {
    await run('apt-get', ['update'], { env });
    return await run('apt-get', install, { env });
  } catch {
    return null; // Said in the step's line.
  }
}

function leftOut(/** @type {string[]} */ packages) {
  return `without ${packages.join(' ')}: tests that need them are skipped`;
}
