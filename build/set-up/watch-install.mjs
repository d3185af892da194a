import { join } from 'node:path';
import { bytesIn } from './folder-size.mjs';
import { readNpmLine } from './npm-output.mjs';
import { installProgress, mostNamed } from './progress.mjs';
import { watchReceived } from './received.mjs';
import { root } from './run.mjs';

/**
 * Runs npm, and shows how far it is.
 * @param {readonly string[]} paths of the packages that are to come, as in package-lock.json
 * @param {import('./step.mjs').Show} show
 * @param {(env: NodeJS.ProcessEnv, onLine: (line: string) => void) => Promise<unknown>} npm
 * @returns {Promise<number>} bytes that were received
 */
export async function watchInstall(paths, show, npm) {
  const coming = new Set(paths);
  let lookedUp = 0;
  let received = 0;
  const tell = () =>
    show(
      installProgress({
        total: paths.length,
        lookedUp: Math.min(lookedUp, paths.length),
        unpacked: paths.length - coming.size,
        received,
        last: coming.size > mostNamed ? [] : [...coming].map(measure),
      }),
    );
  const onLine = (/** @type {string} */ line) => {
    const news = readNpmLine(line);
    if (news?.kind === 'looked-up') lookedUp++;
    if (news?.kind === 'unpacked') coming.delete(news.path);
  };
  const onReceived = (/** @type {number} */ bytes) => {
    received = bytes;
    tell();
  };
  tell();
  return watchReceived(onReceived, (env) => npm(env, onLine));
}

function measure(/** @type {string} */ path) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { name, bytes: bytesIn(join(root, path), 'node_modules') };
}
