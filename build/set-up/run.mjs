import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { exitCodeOf } from '../../electron/cli/hand-over.mjs';
import { endOnInterrupt, groupOptions, handleInterrupts, interruptedWith, withTerminal } from './interrupts.mjs';
import { isCacheTooOld, npmFailure } from './npm-output.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What went wrong and what to do about it, in words for the person at the terminal: printed without a stack. */
export class SetUpError extends Error {}

/**
 * @typedef {object} RunOptions
 * @property {(line: string) => void} [onLine] gets each line as it is printed
 * @property {import('./interrupts.mjs').Ending} [ending] what Ctrl+C does to the command
 * @property {(output: string) => string} [explain] what of the output says why it failed; without it, all
 */

/**
 * Runs a command to its end and returns what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & RunOptions} [options] `timeout` in milliseconds
 * @returns {Promise<string>}
 */
export function run(command, args, options = {}) {
  const { onLine, ending = 'ask', explain = (/** @type {string} */ output) => output, ...spawnOptions } = options;
  if (interruptedWith() !== null) return Promise.reject(new SetUpError('Stopped.'));
  return new Promise((resolve, reject) => {
    const stdio = /** @type {const} */ (['ignore', 'pipe', 'pipe']);
    const child = spawn(command, args, { cwd: root, stdio: [...stdio], ...groupOptions(), ...spawnOptions });
    endOnInterrupt(child, ending);
    let output = '';
    for (const stream of /** @type {import('node:stream').Readable[]} */ (child.stdio.slice(1).filter(Boolean))) {
      stream.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
      if (onLine) createInterface({ input: stream }).on('line', onLine);
    }
    child.on('error', (error) => reject(new SetUpError(`${command} cannot be run: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new SetUpError(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${lastLines(explain(output))}`),
        );
    });
  });
}

/**
 * Runs a command with this terminal, passes signals on, and returns its exit code: 128 + the number of the signal that ended it, which is said.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export async function runHere(command, args, env = process.env) {
  const interrupted = interruptedWith();
  if (interrupted !== null) return interrupted;
  return withTerminal(() => exitCodeOf(spawn(command, args, { stdio: 'inherit', env }), basename(command)));
}

/**
 * Runs npm. What its cache holds is not asked for again, unless the cache turns out to be from before a version.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  return npm([...args, '--prefer-offline'], options).catch((error) => {
    if (!(error instanceof SetUpError) || !isCacheTooOld(error.message)) throw error;
    return npm([...args, '--prefer-online'], options);
  });
}

/** npm as the one that runs this script, or the one on the PATH. */
function npm(
  /** @type {string[]} */ args,
  /** @type {import('node:child_process').SpawnOptions & RunOptions} */ options,
) {
  const { npm_execpath: path, npm_node_execpath: node } = process.env;
  // CUDA's files are fetched by packaging; those for CPU, WebGPU, DirectML and CoreML are in onnxruntime's package.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', ...options.env };
  const all = /** @type {const} */ ({ ending: 'kill', explain: npmFailure, ...options, env });
  if (path) return run(node ?? process.execPath, [path, ...args], all);
  return run('npm', args, { shell: process.platform === 'win32', ...all });
}

/** Runs a script's main function; an expected failure ends it with its message and exit code 1. */
export async function main(/** @type {() => Promise<number>} */ script) {
  handleInterrupts();
  try {
    process.exitCode = await script();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    const interrupted = interruptedWith();
    process.stderr.write(interrupted === null ? `\n${error.message}\n` : stopped);
    process.exitCode = interrupted ?? 1;
  }
}

const stopped = 'Stopped. The same command goes on from here: what came in whole is kept and not fetched again.\n';

function lastLines(/** @type {string} */ output) {
  return output.trim().split('\n').slice(-80).join('\n');
}
