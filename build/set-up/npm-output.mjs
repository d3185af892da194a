/** What npm prints with `--loglevel=http --timing`, and what of it may be shown. Pure. */

/**
 * @param {string} line
 * @returns {{ kind: 'looked-up' } | { kind: 'unpacked', path: string } | null} `path`: as in package-lock.json
 */
export function readNpmLine(line) {
  const [, path] = /^npm timing reifyNode:(\S+) Completed/.exec(line) ?? [];
  if (path !== undefined) return { kind: 'unpacked', path };
  const [, address] = /^npm http fetch GET 200 (\S+)/.exec(line) ?? [];
  return address !== undefined && !address.endsWith('.tgz') ? { kind: 'looked-up' } : null;
}

/** Why npm failed: without the lines of its progress and its warnings, and without the addresses of registries. */
export function npmFailure(/** @type {string} */ output) {
  const lines = output.split('\n').filter((line) => !/^npm (http|timing|warn|notice|verbose|info|silly) /.test(line));
  return withoutHosts(lines.join('\n'));
}

/** Addresses keep their path, which says what was asked for; which registry a machine uses is its own business. */
export function withoutHosts(/** @type {string} */ text) {
  const hosts = [...text.matchAll(/https?:\/\/(?:[^/\s"'@]+@)?([^/\s"':]+)/g)].flatMap(([, host]) => host ?? []);
  const plain = text
    .replaceAll(/https?:\/\/[^/\s"']+/g, '<registry>')
    .replaceAll(/\b(ENOTFOUND|EAI_AGAIN) \S+/g, '$1 <registry>');
  return hosts.reduce((rest, host) => rest.replaceAll(host, '<registry>'), plain);
}

/** True where npm's cache knows the package from a time before this version. */
export function isCacheTooOld(/** @type {string} */ output) {
  return /\bETARGET\b/.test(output);
}
