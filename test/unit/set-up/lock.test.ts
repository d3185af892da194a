import { expect, test } from 'vitest';
import { missingPackages, packagesFor } from '../../../build/set-up/lock.mjs';

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };

const lock = {
  '': { dependencies: { app: '1' }, devDependencies: { tests: '1' } },
  'node_modules/app': {
    version: '1',
    dependencies: { deep: '2' },
    optionalDependencies: { mac: '1', musl: '1', gnu: '1' },
  },
  'node_modules/app/node_modules/deep': { version: '2', peerDependencies: { peer: '1' } },
  'node_modules/deep': { version: '1', dev: true },
  'node_modules/peer': { version: '1' },
  'node_modules/mac': { version: '1', optional: true, os: ['darwin'], dependencies: { 'only-mac': '1' } },
  'node_modules/only-mac': { version: '1', optional: true },
  'node_modules/musl': { version: '1', optional: true, os: ['linux'], libc: ['musl'] },
  'node_modules/gnu': { version: '1', optional: true, os: ['!win32'], cpu: ['x64'], libc: ['glibc'] },
  'node_modules/tests': { version: '1', dev: true, dependencies: { deep: '1', app: '1' } },
};

const toStart = ['node_modules/app', 'node_modules/app/node_modules/deep', 'node_modules/gnu', 'node_modules/peer'];

test('starting needs what the app depends on, for this machine, and no test tool', () => {
  expect(packagesFor(lock, linux, { testTools: false }).sort()).toEqual(toStart);
});

test('a package of another system is left out with what it alone depends on', () => {
  expect(packagesFor(lock, { os: 'darwin', cpu: 'arm64', libc: 'glibc' }, { testTools: false })).toContain(
    'node_modules/only-mac',
  );
  expect(packagesFor(lock, linux, { testTools: true })).not.toContain('node_modules/only-mac');
});

test('tests need their tools on top, and the version of a package that is theirs', () => {
  expect(packagesFor(lock, linux, { testTools: true }).sort()).toEqual(
    [...toStart, 'node_modules/deep', 'node_modules/tests'].sort(),
  );
});

test('what is there in another version is missing', () => {
  const installed = { 'node_modules/app': { version: '1' }, 'node_modules/peer': { version: '0' } };
  expect(missingPackages(['node_modules/app', 'node_modules/peer', 'node_modules/gnu'], lock, installed)).toEqual([
    'node_modules/peer',
    'node_modules/gnu',
  ]);
});
