import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from '../../../electron/cli/commands.ts';
import { NoLibrary } from '../../../electron/cli/library.ts';
import { runCommand } from '../../../electron/cli/program.ts';
import { writtenAs } from '../../../electron/cli/values.ts';

let folder = '';
let stdout = '';
let stderr = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-cli-'));
  [stdout, stderr] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test.each([
  [['find', 'a.png', '--limit', 'many'], /--limit <n>.*many.*whole numbers from 1 on.*dramatis find --help/],
  [['find', 'a.png', '--limit', '0'], /whole numbers from 1 on/],
  [['find', 'a.png', '--min', '1.5'], /numbers from -1 to 1/],
  [['find', 'a.png', '--face'], /--face <n> needs/],
  [['find', ''], /name of a file or a folder/],
  [['rename', '--template', 'x', '--order', 'random'], /largest or left-to-right/],
  [['thresholds', 'strict'], /adapted or model/],
  [['settings', 'threads=many'], /threads is auto, or a whole number from 1 to 256/],
  [['settings', 'cache='], /cache is a whole number/],
  [['settings', 'thread=1'], /Settings are processor, threads/],
  [['name', '1', 'x'.repeat(201)], /at most 200 characters/],
  [['name', '1', 'a\u001bb'], /no control characters/],
  [['move', '--name', 'a\u0007', '--faces', '1'], /no control characters/],
  [['assign', 'a.png', '--name', 'x'.repeat(201)], /at most 200 characters/],
  [['group'], /no command group\. Did you mean groups\?/],
  [['faces', 'a.png', '--vector'], /faces does not know --vector\. Did you mean --vectors\?/],
  [['--models'], /--models <folder> needs/],
  [['faces', '--from-file', '/no/such/list'], /the list \/no\/such\/list cannot be read/],
  [['groups', '--library', ''], /--library <folder>.*name of a file or a folder/],
  [['faces'], /faces needs at least one file/],
  [['merge', '1'], /merge needs at least two groups/],
  [['rename', 'extra'], /rename takes options only/],
  [['groups', '--crop'], /groups does not know --crop\. See: dramatis groups --help/],
  [['rename', '--undo', '--template', 'x'], /--undo takes the last rename back; it does not go with --template\./],
  [['rename', '--undo', '--to', '/elsewhere', '--copy'], /it does not go with --to/],
  [['xyzzy'], /there is no command xyzzy\. See: dramatis --help/],
])('what is wrong with %j is said in one sentence', async (args, sentence) => {
  expect(await runCommand(args)).toBe(2);
  expect(stderr).toMatch(sentence);
  expect([stdout, stderr.trimEnd().split('\n')]).toEqual(['', [expect.stringMatching(/^dramatis: .*--help$/)]]);
});

test.each([
  [['y'.repeat(10_000)]],
  [['groups', `--${'y'.repeat(10_000)}`]],
  [['find', 'a.png', '--limit', 'y'.repeat(10_000)]],
])('what is far too long is not said again as a whole', async (args) => {
  expect(await runCommand(args)).toBe(2);
  expect(stderr).toContain('yyyy');
  expect(stderr.length).toBeLessThan(400);
});

test.each([
  [['groups']],
  [['name', '1', 'Mika']],
  [['export', '--csv']],
  [['rename', '--undo']],
  [['find', 'a.png']],
  [['assign', 'a.png', '--name', 'Mika']],
  [['thresholds']],
  [['settings']],
  [['backup']],
  [['undo']],
])('%j makes no library where there is none', async (args) => {
  const typo = join(folder, 'typo');
  await expect(runCommand([...args, '--library', typo])).rejects.toThrow(NoLibrary);
  expect(existsSync(typo)).toBe(false);
});

test('the help names every command with its options', async () => {
  expect(await runCommand(['--help'])).toBe(0);
  for (const { name, options } of commands) {
    expect(stdout).toContain(`  dramatis ${name}`);
    for (const [option, value] of Object.entries(options))
      expect(stdout).toContain(`      ${writtenAs(option, value)}`);
  }
  for (const shared of ['--library', '--models', '--json']) expect(stdout).toContain(`\n  ${shared}`);
  expect(stderr).toBe('');
});

test.each(commands.map((command) => [command.name, command] as const))(
  '%s --help is a page with its options and those of all',
  async (name, { options }) => {
    expect(await runCommand([name, '--help'])).toBe(0);
    expect(stdout).toContain(`Usage: dramatis ${name} [options]`);
    for (const [option, value] of Object.entries(options)) expect(stdout).toContain(`  ${writtenAs(option, value)}`);
    for (const shared of ['--library', '--models', '--json', '--help']) expect(stdout).toContain(shared);
  },
);

test('no command prints the whole help where it belongs, and ends with 2', async () => {
  expect(await runCommand([])).toBe(2);
  expect([stdout, stderr.includes('dramatis index')]).toEqual(['', true]);
});
