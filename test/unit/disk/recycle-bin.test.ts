import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findInRecycleBin } from '../../../electron/disk/recycle-bin.ts';
import { takeBack } from '../../../electron/disk/trashed-file.ts';

/** A bin as Windows fills it: a folder for each user, two files for each that was deleted. */
async function recycleBin() {
  const bin = await mkdtemp(join(tmpdir(), 'dramatis-bin-'));
  const owner = join(bin, 'S-1-5-21-1');
  await mkdir(owner);
  await writeFile(join(owner, 'desktop.ini'), '[.ShellClassInfo]');
  const put = async (id: string, path: string, text: string, { time = 1n, version = 2n, damaged = false } = {}) => {
    const head = Buffer.alloc(version === 2n ? 28 : 24);
    head.writeBigUInt64LE(version, 0);
    head.writeBigUInt64LE(time, 16);
    if (version === 2n) head.writeUInt32LE(path.length + 1, 24);
    const info = Buffer.concat([head, Buffer.from(`${path}\0`, 'utf16le')]);
    await writeFile(join(owner, `$I${id}.png`), damaged ? info.subarray(0, 10) : info);
    await writeFile(join(owner, `$R${id}.png`), text);
  };
  return { bin, owner, put };
}

test('of two files of one path the one that went last comes back, whatever the case of its letters', async () => {
  const { bin, owner, put } = await recycleBin();
  await put('AAAAAA', 'C:\\Art\\ミカ.png', 'old', { time: 5n });
  await put('BBBBBB', 'C:\\Art\\ミカ.png', 'new', { time: 60n });
  await put('CCCCCC', 'C:\\Art\\ren.png', 'other', { time: 99n });
  const found = findInRecycleBin('c:\\art\\ミカ.png', bin);
  expect(found?.file).toBe(join(owner, '$RBBBBBB.png'));
  const to = join(bin, 'back', 'mika.png');
  expect(found && takeBack(to, found)).toBe(to);
  expect(await readFile(to, 'utf8')).toBe('new');
  expect(existsSync(join(owner, '$IBBBBBB.png'))).toBe(false);
});

test('files of Windows 7 are found, damaged notes and folders that cannot be read are passed over', async () => {
  const { bin, owner, put } = await recycleBin();
  await put('AAAAAA', 'D:\\a.png', 'old', { version: 1n });
  await put('BBBBBB', 'D:\\a.png', 'new', { damaged: true });
  expect(findInRecycleBin('D:\\a.png', bin)?.file).toBe(join(owner, '$RAAAAAA.png'));
  expect(findInRecycleBin('D:\\b.png', bin)).toBeNull();
  expect(findInRecycleBin('D:\\a.png', join(bin, 'nowhere'))).toBeNull();
});
