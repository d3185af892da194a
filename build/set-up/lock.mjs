/** Reading package-lock.json. Pure. */

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [dev] needed by nothing but devDependencies
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 *
 * @typedef {Record<string, LockEntry>} Lock paths from the top of the project (`node_modules/a/node_modules/b`) → packages
 * @typedef {{ os: string, cpu: string, libc: string }} Machine as npm calls them
 */

/**
 * The packages that npm installs on a machine.
 * @param {Lock} lock
 * @param {Machine} machine
 * @param {{ testTools: boolean }} options false: only `dependencies`, as with `npm ci --omit=dev`
 * @returns {string[]} paths
 */
export function packagesFor(lock, machine, { testTools }) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ from) => {
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = lock[from] ?? {};
    const dev = from === '' && testTools ? devDependencies : {};
    for (const name of Object.keys({ ...dependencies, ...dev, ...optionalDependencies, ...peerDependencies })) {
      const path = resolve(lock, name, from);
      if (path === null || found.has(path) || !suits(lock[path] ?? {}, machine)) continue;
      if (!testTools && lock[path]?.dev) continue;
      found.add(path);
      visit(path);
    }
  };
  visit('');
  return [...found];
}

/**
 * Those of the packages that are not installed, or in another version.
 * @param {readonly string[]} paths
 * @param {Lock} lock
 * @param {Lock} installed
 */
export function missingPackages(paths, lock, installed) {
  return paths.filter((path) => installed[path]?.version !== lock[path]?.version);
}

/** Where Node finds a package: in the folder of the one that asks, then in every one above. */
function resolve(/** @type {Lock} */ lock, /** @type {string} */ name, /** @type {string} */ from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[path]) return path;
    if (folder === '') return null;
  }
}

function suits(/** @type {LockEntry} */ { os, cpu, libc }, /** @type {Machine} */ machine) {
  return (
    isNamed(os, machine.os) && isNamed(cpu, machine.cpu) && (machine.os !== 'linux' || isNamed(libc, machine.libc))
  );
}

/** `["linux"]`: only there; `["!win32"]`: everywhere but there. */
function isNamed(/** @type {string[] | undefined} */ list, /** @type {string} */ name) {
  if (list === undefined) return true;
  if (list.includes(`!${name}`)) return false;
  return list.includes(name) || list.every((entry) => entry.startsWith('!'));
}
