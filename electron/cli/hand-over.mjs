import { spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/**
 * How the command's own process gets its arguments: through a pipe, with this one word on its command line. onnxruntime
 * reads /proc/self/cmdline with a regular expression that overflows the stack from about 30,000 characters on.
 */
const fromPipe = '--arguments-from-pipe';
const pipe = 3;

/** Well below what onnxruntime stands, and above what anybody types. */
const longest = 4_096;

/**
 * Whether a process that was started with these words must not load onnxruntime.
 * @param {readonly string[]} argv
 */
export function tooLong(argv) {
  return argv.reduce((sum, word) => sum + word.length + 1, 0) > longest;
}

/**
 * What was typed: as handed over, or as it stands on the command line.
 * @param {string[]} words
 * @returns {string[]}
 */
export function argumentsOf(words) {
  if (words.length !== 1 || words[0] !== fromPipe) return words;
  const handed = JSON.parse(readFileSync(pipe, 'utf8'));
  closeSync(pipe);
  return handed;
}

/**
 * Runs a script of the command with this terminal, and answers its exit code. The script takes its arguments, which may
 * be of any length, with `argumentsOf`.
 * @param {string} node
 * @param {string[]} script its file, after options for Node
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function handOver(node, script, args) {
  const child = spawn(node, [...script, fromPipe], { stdio: ['inherit', 'inherit', 'inherit', 'pipe'] });
  const input = /** @type {import('node:stream').Writable} */ (child.stdio[pipe]);
  // A child that ends before it has read them says why by its exit.
  input.on('error', () => undefined);
  input.end(JSON.stringify(args));
  return exitCodeOf(child);
}

/**
 * The exit code of a program that has this terminal, and gets the signals that come here. One that a signal ended is said to be, with
 * 128 + its number.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} [program] its name
 * @returns {Promise<number>}
 */
export function exitCodeOf(child, program = 'dramatis') {
  return new Promise((resolve, reject) => {
    const pass = (/** @type {NodeJS.Signals} */ signal) => passOn(child, signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? tellSignal(signal, program));
    });
  });
}

/**
 * Windows tells every program of a console about Ctrl+C and a closed window by itself, and knows no signals: to send one would end the
 * program at once, before it has closed what it has open, or fail (SIGHUP).
 * @param {Pick<import('node:child_process').ChildProcess, 'kill'>} child
 * @param {NodeJS.Signals} signal
 * @param {NodeJS.Platform} [platform]
 */
export function passOn(child, signal, platform = process.platform) {
  if (platform !== 'win32') child.kill(signal);
}

/**
 * Says which signal ended a program, and answers the exit code for it.
 * @param {NodeJS.Signals | null} signal
 * @param {string} program
 */
function tellSignal(signal, program) {
  const name = signal ?? 'SIGKILL';
  // Who pressed Ctrl+C knows.
  if (name !== 'SIGINT') process.stderr.write(`${program}: stopped by ${name}\n`);
  return 128 + constants.signals[name];
}
