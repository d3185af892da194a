/**
 * Ctrl+C while commands run: each is ended in the way that leaves nothing half done, and the script says how to go on.
 * Commands get a process group of their own, so that a terminal's Ctrl+C comes here alone and reaches them once.
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {keyof typeof endings} Ending
 */

const graceMs = 3000;

const endings = {
  ask: (/** @type {ChildProcess} */ child) => {
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs).unref();
  },
  // npm takes the signal, yet goes on until everything is fetched, only to remove it then: 70 s were measured. Its cache
  // holds whole files only, so there is nothing to wait for.
  kill: (/** @type {ChildProcess} */ child) => signalGroup(child, 'SIGKILL'),
  // apt stops a download at once, and lets dpkg finish: half an installation would have to be repaired by hand.
  finish: (/** @type {ChildProcess} */ child) => child.kill('SIGINT'),
};

const exitCodes = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** @type {Map<ChildProcess, Ending>} */
const running = new Map();
let handled = false;
/** Programs that have this terminal, and decide themselves what Ctrl+C means. */
let attached = 0;
/** @type {number | null} */
let exitCode = null;

/** From here on signals are handled as described above. */
export function handleInterrupts() {
  handled = true;
  for (const signal of /** @type {(keyof typeof exitCodes)[]} */ (Object.keys(exitCodes))) {
    process.on(signal, () => interrupt(exitCodes[signal]));
  }
}

/** The exit code that a signal asked for, or null: nothing new is started after one. */
export function interruptedWith() {
  return exitCode;
}

/** Options of `spawn` for a command that is to be ended here. */
export function groupOptions() {
  return { detached: handled && process.platform !== 'win32' };
}

export function endOnInterrupt(/** @type {ChildProcess} */ child, /** @type {Ending} */ ending) {
  running.set(child, ending);
  child.once('close', () => running.delete(child));
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTerminal(work) {
  attached++;
  try {
    return await work();
  } finally {
    attached--;
  }
}

function interrupt(/** @type {number} */ code) {
  const again = exitCode !== null;
  exitCode = code;
  if (attached > 0) return;
  if (again) for (const child of running.keys()) signalGroup(child, 'SIGKILL');
  if (again || running.size === 0) process.exit(code);
  process.stderr.write('\nStopping…\n');
  for (const [child, ending] of running) endings[ending](child);
}

/** The command and what it started. */
function signalGroup(/** @type {ChildProcess} */ child, /** @type {NodeJS.Signals} */ signal) {
  if (child.pid === undefined) return;
  try {
    if (groupOptions().detached) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    // It ended by itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
