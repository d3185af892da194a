import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fetchProgress } from './progress.mjs';
import { watchReceived } from './received.mjs';
import { root, run, runNpm, SetUpError } from './run.mjs';

/**
 * onnxruntime's part for NVIDIA cards on Linux, which its npm package does not hold. This package of the registry has it as
 * Microsoft built it: MIT licence, for CUDA 13 and cuDNN 9, 230 MB unpacked.
 */
const source = { name: 'com.github.asus4.onnxruntime.linux-x64-gpu', version: '0.4.9', onnxruntime: '1.29.0' };
const hashes = {
  'libonnxruntime_providers_cuda.so': '56cf3254b118ad837ccc4ed8f6d1b23504bbf7ef91b34cbc0b289cb7f10b3037',
  'libonnxruntime_providers_shared.so': 'c6a12593396095f5670160e284c35d1700b7708cf3037b7042e2a5200ccae772',
};
const binding = join(root, 'node_modules/onnxruntime-node');
const target = join(binding, 'bin/napi-v6/linux/x64');
const cache = join(root, '.cache/cuda');

/** Whether this machine shows an NVIDIA card that the files are for. */
export function mayUseCuda() {
  return process.platform === 'linux' && process.arch === 'x64' && existsSync('/dev/nvidia0');
}

/**
 * Puts CUDA's files beside onnxruntime's binding; a second call finds them there.
 * @param {import('./step.mjs').Show} show
 * @returns {Promise<string>} what the step says
 */
export async function fetchCuda(show) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'only for Linux on x64';
  const { version } = JSON.parse(readFileSync(join(binding, 'package.json'), 'utf8'));
  // Parts of two versions load, and crash at the first call.
  if (version !== source.onnxruntime)
    throw new SetUpError(`CUDA's files are for onnxruntime ${source.onnxruntime}, not for ${version}.`);
  if (await areSound(target)) return 'up to date';
  if (!(await areSound(cache))) await download(show);
  if (!(await areSound(cache))) throw new SetUpError('The files for CUDA are not those that were expected (sha256).');
  for (const name of Object.keys(hashes)) place(name);
  return `fetched, for onnxruntime ${version}`;
}

/**
 * The same, as something that is good to have: a machine without network goes on without it.
 * @param {import('./step.mjs').Show} show
 * @returns {Promise<string>}
 */
export async function fetchCudaIfReachable(show) {
  try {
    return await fetchCuda(show);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return `not there, so the CPU is used: ${error.message.split('\n')[0]}`;
  }
}

async function download(/** @type {import('./step.mjs').Show} */ show) {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const tell = (/** @type {number} */ bytes) => show(fetchProgress(bytes));
  const pack = ['pack', `${source.name}@${source.version}`, '--pack-destination', cache, '--loglevel=error'];
  await watchReceived(tell, (env) => runNpm(pack, { env }));
  show('unpacking');
  const archive = join(cache, `${source.name}-${source.version}.tgz`);
  const inside = 'package/Plugins/Linux/x64';
  await run('tar', ['xzf', archive, '-C', cache, ...Object.keys(hashes).map((name) => `${inside}/${name}`)]);
  for (const name of Object.keys(hashes)) renameSync(join(cache, inside, name), join(cache, name));
  rmSync(archive);
  rmSync(join(cache, 'package'), { recursive: true });
}

/** Copied beside its place first: a file that is half there would be loaded. */
function place(/** @type {string} */ name) {
  copyFileSync(join(cache, name), join(target, `${name}.part`));
  renameSync(join(target, `${name}.part`), join(target, name));
}

async function areSound(/** @type {string} */ folder) {
  for (const [name, expected] of Object.entries(hashes)) {
    const path = join(folder, name);
    if (!existsSync(path)) return false;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    if (hash.digest('hex') !== expected) return false;
  }
  return true;
}
