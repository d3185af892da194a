import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What went wrong and what to do about it, in words for the person at the terminal: printed without a stack. */
export class SetUpError extends Error {}

/**
 * Runs a command to its end and returns what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] `timeout` in milliseconds
 * @returns {Promise<string>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => reject(new SetUpError(`${command} cannot be run: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new SetUpError(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${lastLines(output)}`));
    });
  });
}

/**
 * Runs a command with this terminal, passes signals on, and returns its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function runHere(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** npm as the one that runs this script, or the one on the PATH. */
export function runNpm(
  /** @type {string[]} */ args,
  /** @type {import('node:child_process').SpawnOptions} */ options = {},
) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm) return run(node ?? process.execPath, [npm, ...args], options);
  return run('npm', args, { shell: process.platform === 'win32', ...options });
}

/**
 * One line on stderr per step, with its time; stdout belongs to the program that runs afterwards.
 * @param {string} name
 * @param {() => Promise<string> | string} work returns what the line says
 */
export async function step(name, work) {
  const start = performance.now();
  const said = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stderr.write(`${name.padEnd(18)} ${said} (${seconds} s)\n`);
}

/** Runs a script's main function; an expected failure ends it with its message and exit code 1. */
export async function main(/** @type {() => Promise<number>} */ script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

function lastLines(/** @type {string} */ output) {
  return output.trim().split('\n').slice(-80).join('\n');
}
