import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readlink, realpath, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeBack } from '../../../electron/disk/trashed-file.ts';
import { findInXdgTrash, type TrashOwner } from '../../../electron/disk/xdg-trash.ts';

const uid = 1234;
const restore = (path: string, owner: TrashOwner) => {
  const found = findInXdgTrash(path, owner);
  return found && takeBack(path, found);
};

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
  expect(restore(path, owner)).toBe(path);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(existsSync(join(home, 'info', 'b.png.trashinfo'))).toBe(false);
  expect(existsSync(join(home, 'files', 'a.png'))).toBe(true);
});

// Its paths are those of Linux, where this trash is.
test.skipIf(process.platform === 'win32')('the trash of a disk has paths from its root', async () => {
  const { owner, disk, put } = await places();
  await put(join(disk, `.Trash-${uid}`), 'a.png', 'art/a.png', 'kept', '2026-11-01T10:00:00');
  const path = join(disk, 'art', 'a.png');
  expect(restore(path, owner)).toBe(path);
  expect(await readFile(path, 'utf8')).toBe('kept');
});

test('a file that has the path now is never written over: the other one stands beside it', async () => {
  const { root, owner, home, put } = await places();
  const path = join(root, 'a.png');
  for (const name of ['mine', 'mine too']) await writeFile(name === 'mine' ? path : join(root, 'a (2).png'), name);
  await put(home, 'a.png', encodeURI(path), 'old', '2026-11-01T10:00:00');
  expect(restore(path, owner)).toBe(join(root, 'a (3).png'));
  const texts = ['a.png', 'a (2).png', 'a (3).png'].map((name) => readFile(join(root, name), 'utf8'));
  expect(await Promise.all(texts)).toEqual(['mine', 'mine too', 'old']);
  expect(restore(join(root, 'other.png'), owner)).toBeNull();
});

test.skipIf(process.platform === 'win32')(
  'a link that leads nowhere has its path too, and a name of 255 bytes has room for a number',
  async () => {
    const { root, owner, home, put } = await places();
    const name = `${'ミ'.repeat(83)}aa.png`;
    const path = join(root, name);
    await symlink(join(root, 'gone.png'), path);
    await put(home, 'a.png', encodeURI(path), 'old', '2026-11-01T10:00:00');
    const back = restore(path, owner);
    expect(back).toBe(join(root, `${'ミ'.repeat(82)} (2).png`));
    expect(await readlink(path)).toBe(join(root, 'gone.png'));
  },
);

test.skipIf(!existsSync('/dev/shm'))('a file comes back from a trash on another disk, with its time', async () => {
  const { home, owner, put } = await places();
  const root = await mkdtemp('/dev/shm/dramatis-trash-');
  const path = join(root, 'a.png');
  await put(home, 'a.png', encodeURI(path), 'old', '2026-11-01T10:00:00');
  await utimes(join(home, 'files', 'a.png'), new Date(2026, 0, 2), new Date(2026, 0, 2));
  await writeFile(join(root, 'b.png'), 'mine');
  await put(home, 'b.png', encodeURI(join(root, 'b.png')), 'older', '2026-11-01T10:00:00');
  expect(restore(path, owner)).toBe(path);
  expect((await stat(path)).mtime).toEqual(new Date(2026, 0, 2));
  expect(restore(join(root, 'b.png'), owner)).toBe(join(root, 'b (2).png'));
  expect(await readFile(join(root, 'b.png'), 'utf8')).toBe('mine');
  expect(existsSync(join(home, 'files', 'a.png'))).toBe(false);
  await rm(root, { recursive: true });
});
