import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { takeBack } from '../../../electron/disk/trashed-file.ts';
import { findInXdgTrash, type TrashOwner } from '../../../electron/disk/xdg-trash.ts';

const uid = 1234;
const restore = (path: string, owner: TrashOwner) => takeBack(path, findInXdgTrash(path, owner));

/** A home with a trash, and a disk with one of its own. */
async function places() {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'dramatis-trash-')));
  const dataHome = join(root, 'home');
  const put = async (trash: string, name: string, path: string, text: string, at: string) => {
    for (const folder of ['files', 'info']) await mkdir(join(trash, folder), { recursive: true });
    await writeFile(join(trash, 'files', name), text);
    await writeFile(join(trash, 'info', `${name}.trashinfo`), `[Trash Info]\nPath=${path}\nDeletionDate=${at}\n`);
  };
  return { root, owner: { dataHome, uid }, home: join(dataHome, 'Trash'), disk: join(root, 'disk'), put };
}

test('of two files of one path the one that went last comes back, with its folder', async () => {
  const { root, owner, home, put } = await places();
  const path = join(root, 'art', 'ミカ 1.png');
  await put(home, 'a.png', encodeURI(path), 'old', '2026-11-01T10:00:00');
  await put(home, 'b.png', encodeURI(path), 'new', '2026-11-02T10:00:00');
  expect(restore(path, owner)).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(existsSync(join(home, 'info', 'b.png.trashinfo'))).toBe(false);
  expect(existsSync(join(home, 'files', 'a.png'))).toBe(true);
});

// Its paths are those of Linux, where this trash is.
test.skipIf(process.platform === 'win32')('the trash of a disk has paths from its root', async () => {
  const { owner, disk, put } = await places();
  await put(join(disk, `.Trash-${uid}`), 'a.png', 'art/a.png', 'kept', '2026-11-01T10:00:00');
  const path = join(disk, 'art', 'a.png');
  expect(restore(path, owner)).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('kept');
});

test('a file that has the path now is never written over, and what the trash has not stays gone', async () => {
  const { root, owner, home, put } = await places();
  const path = join(root, 'a.png');
  await put(home, 'a.png', encodeURI(path), 'old', '2026-11-01T10:00:00');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'mine');
  expect(restore(path, owner)).toBe(false);
  expect(await readFile(path, 'utf8')).toBe('mine');
  expect(restore(join(root, 'other.png'), owner)).toBe(false);
});
