import { expect, test } from 'vitest';
import { HeldFiles, reasonOfFailure } from '../../../electron/engine/pipeline/held-files.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['EBUSY', 'win32', [true, true, true, false]],
  ['EPERM', 'win32', [true, true, true, false]],
  ['EACCES', 'win32', [true, true, true, false]],
  ['EBUSY', 'linux', [true, true, true, false]],
  ['EACCES', 'linux', [false, false, false, false]],
  ['EIO', 'win32', [false, false, false, false]],
] as const)('a file that fails with %s on %s is waited for', (code, platform, waits) => {
  const held = new HeldFiles(platform);
  expect(waits.map(() => held.isWorthWaiting(1, failure(code)))).toEqual(waits);
});

test('each file has its own tries, and new ones once it was read', () => {
  const held = new HeldFiles('win32');
  for (let time = 0; time < 3; time += 1) held.isWorthWaiting(1, failure('EBUSY'));
  expect(held.isWorthWaiting(2, failure('EBUSY'))).toBe(true);
  held.forget(1);
  expect(held.isWorthWaiting(1, failure('EBUSY'))).toBe(true);
});

test('what is open elsewhere is told from what is forbidden', () => {
  expect([reasonOfFailure(failure('EBUSY')), reasonOfFailure(failure('EACCES'))]).toEqual(['in-use', 'unreadable']);
});
