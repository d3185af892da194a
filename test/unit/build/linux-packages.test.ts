import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { controlOf, makeDeb, whenRemoved } from '../../../build/package/linux/deb.ts';
import { readFpmArguments } from '../../../build/package/linux/fpm-arguments.ts';
import { padded } from '../../../build/package/linux/linux-tools.ts';
import { makeRpm, specOf } from '../../../build/package/linux/rpm.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-package-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const second = { deb: 'libnss3 | libnss4', rpm: '(libuuid or libuuid1)' } as const;

/** As electron-builder 26 writes them. */
function argumentsFor(kind: 'deb' | 'rpm'): string[] {
  const app = join(folder, 'unpacked');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'dramatis'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'icon.png'), 'icon');
  writeFileSync(join(folder, 'install.sh'), '#!/bin/bash\ntrue 100%\n');
  writeFileSync(join(folder, 'remove.sh'), '#!/bin/bash\necho removed\n');
  return [
    ...['-s', 'dir', '--force', '-t', kind],
    ...['-d', 'libgtk-3-0', '-d', second[kind]],
    ...[`--${kind}-compression`, 'xz', '--architecture', kind === 'deb' ? 'amd64' : 'x86_64'],
    ...['--after-install', join(folder, 'install.sh'), '--after-remove', join(folder, 'remove.sh')],
    ...['--description', kind === 'deb' ? 'Sorts art\n Finds every face.' : 'Finds every face.'],
    ...['--version', '1.2.3~4', '--package', join(folder, `made.${kind}`), '--name', 'dramatis'],
    ...['--maintainer', 'D <d@dramatis.invalid>', '--vendor', 'D', '--url', 'https://dramatis.invalid'],
    ...(kind === 'rpm' ? ['--rpm-summary', 'Sorts art', '--rpm-os', 'linux'] : ['--deb-priority', 'optional']),
    ...['--license', 'MIT', `${app}/=/opt/Dramatis`, `${join(folder, 'icon.png')}=/usr/share/icons/dramatis.png`],
  ];
}

test.each(['deb', 'rpm'] as const)('what electron-builder says of a %s is understood', (kind) => {
  expect(readFpmArguments(argumentsFor(kind))).toEqual({
    kind,
    file: join(folder, `made.${kind}`),
    name: 'dramatis',
    version: '1.2.3~4',
    architecture: kind === 'deb' ? 'amd64' : 'x86_64',
    maintainer: 'D <d@dramatis.invalid>',
    licence: 'MIT',
    homepage: 'https://dramatis.invalid',
    summary: 'Sorts art',
    description: 'Finds every face.',
    depends: ['libgtk-3-0', second[kind]],
    afterInstall: join(folder, 'install.sh'),
    afterRemove: join(folder, 'remove.sh'),
    content: [
      { from: join(folder, 'unpacked'), to: '/opt/Dramatis' },
      { from: join(folder, 'icon.png'), to: '/usr/share/icons/dramatis.png' },
    ],
  });
});

test('a package of another kind is refused', () => {
  expect(() => readFpmArguments(['-s', 'dir', '-t', 'pacman'])).toThrow(/pacman/);
});

test('the parts of a description that are empty lines are kept, as Debian writes them', () => {
  const wanted = { ...readFpmArguments(argumentsFor('deb')), description: 'One.\n\nTwo.' };
  expect(controlOf(wanted, 7)).toContain('Installed-Size: 7\n');
  expect(controlOf(wanted, 7)).toMatch(/Description: Sorts art\n One\.\n \.\n Two\.\n$/);
});

test.skipIf(process.platform === 'win32').each([
  ['remove', 'removed\n'],
  ['purge', 'removed\n'],
  ['upgrade', ''],
])('Debian’s script of removal at “%s” says "%s"', (why, said) => {
  const script = join(folder, 'postrm');
  writeFileSync(script, whenRemoved('#!/bin/bash\necho removed\n'), { mode: 0o755 });
  expect(spawnSync(script, [why], { encoding: 'utf8' }).stdout).toBe(said);
});

test('no % of a script or a text is a macro of rpm', () => {
  const spec = specOf({ ...readFpmArguments(argumentsFor('rpm')), description: '100% art' }, 'a %{b}', 'c');
  expect(spec).toContain('100%% art');
  expect(spec).toContain('a %%{b}');
});

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

test.runIf(has('dpkg-deb'))('a deb holds the files, each with its rights, and belongs to root', async () => {
  const wanted = readFpmArguments(argumentsFor('deb'));
  mkdirSync(join(folder, 'work'));
  await makeDeb(wanted, join(folder, 'work'));
  const listed = spawnSync('dpkg-deb', ['--contents', wanted.file], { encoding: 'utf8' }).stdout.split('\n');
  const shown = listed.filter((line) => line.startsWith('-')).map((line) => line.split(/\s+/));
  expect(shown.map(([rights, owner, , , , path]) => [rights, owner, path])).toEqual([
    ['-rwxr-xr-x', 'root/root', './opt/Dramatis/dramatis'],
    ['-rw-r--r--', 'root/root', './usr/share/icons/dramatis.png'],
  ]);
  const depends = spawnSync('dpkg-deb', ['--field', wanted.file, 'Depends', 'Version'], { encoding: 'utf8' }).stdout;
  expect(depends).toBe('Depends: libgtk-3-0, libnss3 | libnss4\nVersion: 1.2.3~4\n');
});

test.runIf(has('rpmbuild'))('an rpm holds the files, and removes its link only when it is removed', async () => {
  const wanted = readFpmArguments(argumentsFor('rpm'));
  mkdirSync(join(folder, 'work'));
  await makeRpm(wanted, join(folder, 'work'));
  const query = (...asked: string[]) => spawnSync('rpm', ['-qp', ...asked, wanted.file], { encoding: 'utf8' }).stdout;
  expect(query('--list').split('\n')).toEqual([
    '/opt/Dramatis',
    '/opt/Dramatis/dramatis',
    '/usr/share/icons/dramatis.png',
    '',
  ]);
  expect(query('--requires')).toContain('(libuuid or libuuid1)');
  expect(query('--scripts')).toMatch(/true 100%\n[^]*if \[ "\$1" -ne 0 \]; then exit 0; fi\n[^]*echo removed/);
});

test('what unpacks an AppImage knows where it ends', () => {
  const script = padded('#!/bin/sh\nunsquashfs -o @LENGTH@ "$0"\nexit\n');
  expect(Buffer.byteLength(script)).toBe(4_096);
  expect(script).toContain('unsquashfs -o 4096');
});
