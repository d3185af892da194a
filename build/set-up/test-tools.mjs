import { installWithApt, onPath, runApt } from './system-libraries.mjs';

/** Programs that some tests compare with or work on, and the Debian packages that hold them. */
const tools = [
  { program: 'exiftool', package: 'libimage-exiftool-perl' },
  { program: 'mkfs.exfat', package: 'exfatprogs' },
  { program: 'mount.exfat-fuse', package: 'exfat-fuse' },
  { program: 'pg_createcluster', package: 'postgresql' },
];

/**
 * Installs what is missing where that is possible without asking. Never fails: a test without its tool is skipped and
 * says so.
 * @param {import('./step.mjs').Show} show
 * @returns {Promise<string>}
 */
export async function installTestTools(show) {
  const missing = tools.filter(({ program }) => !onPath(program)).map((tool) => tool.package);
  if (missing.length === 0) return 'all there';
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return leftOut(missing);
  const absent = [];
  for (const name of missing) {
    show(name);
    const installed = await installWithApt([name], show).catch(() => updateAndInstall(name, show));
    if (installed === null) absent.push(name);
  }
  return absent.length === 0 ? `installed ${missing.join(' ')}` : leftOut(absent);
}

/** A machine that has never asked for the lists of packages finds none. */
async function updateAndInstall(/** @type {string} */ name, /** @type {import('./step.mjs').Show} */ show) {
  try {
    await runApt(['update'], () => undefined);
    return await installWithApt([name], show);
  } catch {
    return null; // Said in the step's line.
  }
}

function leftOut(/** @type {string[]} */ packages) {
  return `without ${packages.join(' ')}: tests that need them are skipped`;
}
