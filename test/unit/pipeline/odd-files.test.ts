import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drivesAway } from '../../../electron/engine/pipeline/folders/drives.ts';
import { excludes } from '../../../electron/engine/pipeline/folders/excluded-paths.ts';
import { isOnlineOnly } from '../../../electron/engine/pipeline/folders/odd-files.ts';

test.each([
  ['a file that OneDrive keeps in the cloud', { size: 2_000_000, blocks: 0 }, 'win32', true],
  ['a file that iCloud keeps in the cloud', { size: 2_000_000, blocks: 0 }, 'darwin', true],
  ['a file on this computer', { size: 2_000_000, blocks: 3_912 }, 'win32', false],
  ['a small file that NTFS keeps in its table', { size: 600, blocks: 0 }, 'win32', false],
  ['an empty file', { size: 0, blocks: 0 }, 'darwin', false],
  ['a file on a Linux file system that compresses', { size: 2_000_000, blocks: 0 }, 'linux', false],
] as const)('is its content away: %s', (_name, stats, platform, away) => {
  expect(isOnlineOnly(stats, platform)).toBe(away);
});

test('a drive is away when it is not seen and nothing lies at its place', () => {
  const [usb, nas] = [join('/art/usb'), join('/art/nas')];
  const known = [usb, nas];
  expect(drivesAway(known, [nas], [join('/art/usb2/a.png'), join(nas, 'b.png')])).toEqual([usb]);
  expect(drivesAway(known, [nas], [join(usb, 'a.png')])).toEqual([]);
});

test.each([
  ['drafts/', 'cards/drafts', true, true],
  ['drafts/', 'drafts', false, false],
  ['*_old.png', 'cards/a_old.png', false, true],
  ['*_old.png', 'cards/a.png', false, false],
  ['/cards/wip', 'cards/wip', true, true],
  ['/cards/wip', 'more/cards/wip', true, false],
  ['DRAFTS/', 'drafts', true, true],
])('%s and %s', (pattern, path, isFolder, left) => {
  expect(excludes([pattern])?.(path, isFolder)).toBe(left);
});

test('a later pattern takes back what an earlier one left out', () => {
  const isLeftOut = excludes(['*.png', '!keep.png']);
  expect([isLeftOut?.('a.png', false), isLeftOut?.('keep.png', false)]).toEqual([true, false]);
});

test('many paths are told apart all the same', () => {
  const isLeftOut = excludes(['odd*.png']);
  for (let k = 0; k < 10_000; k += 1)
    expect(isLeftOut?.(`${k % 2 ? 'odd' : 'even'}-${k}.png`, false)).toBe(k % 2 === 1);
});
