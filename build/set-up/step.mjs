import { isLogLineDue, stepLine } from './progress.mjs';

/** @typedef {(said: string) => void} Show says what a step is at; cheap enough to be called for every line of a log */

const paintMs = 150;

/**
 * One line on stderr per step, with its time; stdout belongs to the program that runs afterwards. On a terminal the line
 * moves while the step runs; elsewhere, where lines stay, there is one every now and then.
 * @param {string} name
 * @param {(show: Show) => Promise<string> | string} work returns what the line says in the end
 */
export async function step(name, work) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  let now = 'under way';
  const out = process.stderr;
  const line = out.isTTY && process.env.TERM !== 'dumb' ? movingLine() : log();
  const say = () => line.say((width) => stepLine(name, now, seconds(), width), seconds());
  const timer = setInterval(say, paintMs);
  say();
  try {
    const said = await work((text) => (now = text));
    line.clear();
    out.write(`${stepLine(name, said, seconds())}\n`);
  } catch (error) {
    line.clear();
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** @typedef {(width?: number) => string} Text */

function movingLine() {
  const out = process.stderr;
  return {
    say: (/** @type {Text} */ text) => void out.write(`\r${text(out.columns)}\x1b[K`),
    clear: () => void out.write('\r\x1b[K'),
  };
}

function log() {
  /** @type {number | null} */
  let last = null;
  return {
    say: (/** @type {Text} */ text, /** @type {number} */ seconds) => {
      if (!isLogLineDue(seconds, last)) return;
      last = seconds;
      process.stderr.write(`${text()}\n`);
    },
    clear: () => undefined,
  };
}
