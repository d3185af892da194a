import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { writeTinyModels } from '../model/tiny-onnx.ts';
import { dramatis, program } from '../support/command.ts';
import { draw, red } from '../support/drawn.ts';
import { bench, type Bench } from '../support/library.ts';

interface Seen {
  readonly path: string;
  readonly width: number;
  readonly error?: string;
}

/** Two pictures, and names of none: as many as asked for, 85 characters each. */
async function manyNames(here: Bench, count: number) {
  const models = join(here.art, '../models');
  await mkdir(models);
  await writeTinyModels(models);
  await draw(here.art, 'first.png', [red]);
  await draw(here.art, 'last.png', [red]);
  const missing = Array.from({ length: count - 2 }, (_, k) => join(here.art, `${k}`.padStart(40, '0')).padEnd(85, 'x'));
  return { models, names: [join(here.art, 'first.png'), ...missing, join(here.art, 'last.png')] };
}

const seenIn = (seen: readonly Seen[]) => seen.filter(({ error }) => error === undefined).map(({ path }) => path);

// Windows takes no longer command line than 32,767 characters: there such names come from a list.
test.skipIf(process.platform === 'win32')('faces takes 5,000 names on its command line', async () => {
  await using here = await bench();
  const { models, names } = await manyNames(here, 5_000);
  const { code, stdout, stderr } = await dramatis('faces', ...names, '--models', models, '--json');
  expect([code, stderr]).toEqual([1, '']);
  const seen = JSON.parse(stdout) as Seen[];
  expect(seen.map(({ path }) => path)).toEqual(names);
  expect(seenIn(seen)).toEqual([names[0], names.at(-1)]);
});

test.each([
  ['lines', '\n'],
  ['lines of Windows', '\r\n'],
  ['NUL-separated names', '\0'],
])('names come from a list of %s, after those of the command line', async (_what, separator) => {
  await using here = await bench();
  const { models, names } = await manyNames(here, 3);
  const list = join(here.art, '../list');
  await writeFile(list, names.slice(1).join(separator) + separator);
  const { stdout } = await dramatis('faces', names[0]!, '--from-file', list, '--models', models, '--json');
  expect((JSON.parse(stdout) as Seen[]).map(({ path }) => path)).toEqual(names);
});

test('names come from stdin, even where the arguments are handed over', async () => {
  await using here = await bench();
  const { models, names } = await manyNames(here, 100);
  const args = ['faces', ...names.slice(1), '--from-file', '-', '--models', models, '--json'];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(names[0]);
  const seen = JSON.parse(await text(child.stdout)) as Seen[];
  expect(seen.map(({ path }) => path)).toEqual([...names.slice(1), names[0]]);
});

async function seenEnough(here: Bench) {
  const { models, names } = await manyNames(here, 100);
  const args = ['faces', ...names, '--models', models, '--json'];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { said: await text(child.stderr), code: await ended };
}

test('output that its reader has seen enough of is no error', async () => {
  await using here = await bench();
  const { said, code } = await seenEnough(here);
  // Of the hundred names two are pictures.
  expect(code).toBe(1);
  expect(said).not.toMatch(/EPIPE|EOF/);
});

test('nothing is said of output that its reader has seen enough of', async () => {
  await using here = await bench();
  expect((await seenEnough(here)).said).toBe('');
});

test('an empty list is no folder at all', async () => {
  await using here = await bench();
  const list = join(here.art, 'list');
  await writeFile(list, '\n');
  const finished = await dramatis('index', '--from-file', list, '--library', here.library);
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toContain('index needs at least one folder');
});

const handOver = pathToFileURL(join(import.meta.dirname, '../../electron/cli/hand-over.mjs')).href;

/** Runs a script as the `dramatis` wrapper does. */
async function wrapped(here: Bench, script: string, args: readonly string[] = []) {
  const file = join(here.art, 'script.mjs');
  await writeFile(file, `import { argumentsOf } from ${JSON.stringify(handOver)};\n${script}`);
  const call = `handOver(process.execPath, [${JSON.stringify(file)}], ${JSON.stringify(args)})`;
  const wrapper = `import { handOver } from ${JSON.stringify(handOver)}; process.exitCode = await ${call};`;
  const started = join(here.art, 'wrapper.mjs');
  await writeFile(started, wrapper);
  const child = spawn(process.execPath, [started], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

test('the wrapper hands over any arguments as they are, and answers the exit code', async () => {
  await using here = await bench();
  const args = ['--json', '', 'two words', 'ä\n"\\', '-', 'x'.repeat(3_000_000)];
  const script = `const args = argumentsOf(process.argv.slice(2));
    process.stdout.write(JSON.stringify([process.argv.slice(2).join('').length < 100, args]));
    process.exitCode = 7;`;
  const { code, stdout, stderr } = await wrapped(here, script, args);
  expect([code, stderr]).toEqual([7, '']);
  expect(JSON.parse(stdout)).toEqual([true, args]);
});

// On Windows a process that is stopped tells no signal.
test.skipIf(process.platform === 'win32').each([
  ['SIGSEGV', 139],
  ['SIGKILL', 137],
  ['SIGTERM', 143],
])('a command that %s stops is said to be stopped by it, with exit code %d', async (signal, code) => {
  await using here = await bench();
  const ended = await wrapped(here, `process.kill(process.pid, '${signal}'); setTimeout(() => {}, 10_000);`);
  expect(ended).toEqual({ code, stdout: '', stderr: `dramatis: stopped by ${signal}\n` });
});
