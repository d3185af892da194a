import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pollMs = 500;

/**
 * Runs programs of Node, and tells how many bytes they and what they start have received so far.
 * @param {(bytes: number) => void} tell
 * @param {(env: NodeJS.ProcessEnv) => Promise<unknown>} work gets what the programs need in their environment
 * @returns {Promise<number>} bytes in all
 */
export async function watchReceived(tell, work) {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-received-'));
  const counter = `--import=${new URL('count-received.mjs', import.meta.url).href}`;
  const env = { DRAMATIS_RECEIVED: folder, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${counter}`.trim() };
  let bytes = 0;
  // A file that is being written reads as empty.
  const read = () => (bytes = Math.max(bytes, sumIn(folder)));
  const timer = setInterval(() => tell(read()), pollMs);
  try {
    await work(env);
    return read();
  } finally {
    clearInterval(timer);
    rmSync(folder, { recursive: true, force: true });
  }
}

function sumIn(/** @type {string} */ folder) {
  return readdirSync(folder).reduce((sum, name) => sum + Number(readFileSync(join(folder, name), 'utf8')), 0);
}
