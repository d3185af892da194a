import { execFileSync } from 'node:child_process';
import { chmod, copyFile, link, mkdir, rename, rmdir, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listGroups } from '../../../electron/cli/groups.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { draw, drawing, red, shade } from '../../support/drawn.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

const page = { offset: 0, limit: 100 };

/** Reads a folder as the command does. Answers how many pictures the library has then. */
async function indexInto(library: string, folder: string): Promise<number> {
  const silent = { progress: () => undefined, changed: () => undefined };
  await using engine = createEngine({ library, models: Promise.resolve(fakeModels()), events: silent, watch: false });
  await engine.addFolder(folder);
  await engine.whenIdle();
  return (await engine.status()).pictures;
}

test('the previews of a library inside the folder are never pictures, though its path leads through a link', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  await symlink(here.art, join(here.art, 'link'));
  const library = join(here.art, 'link', 'mylib');
  for (let time = 0; time < 3; time += 1) expect(await indexInto(library, here.art)).toBe(1);
});

test('nor are the previews of other libraries', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  for (const name of ['libA', 'libB', 'libA', 'libB']) expect(await indexInto(join(here.art, name), here.art)).toBe(1);
});

test('what programs keep in folders of their own is passed over', async () => {
  await using here = await bench();
  await draw(here.art, 'a.png', [red]);
  const ofPrograms = [
    '@eaDir/a.png/SYNOPHOTO_THUMB_XL.jpg',
    '$RECYCLE.BIN/S-1/c.png',
    'deep/node_modules/x/b.png',
    '__MACOSX/a.png',
    'Art.library/images/K1.info/Mika_thumbnail.png',
  ];
  for (const [k, name] of ofPrograms.entries()) await draw(here.art, name, [shade(red, k + 1)], k + 1);
  expect(await indexInto(here.library, here.art)).toBe(1);
});

test('a folder of such a name that the artist adds is wanted, and so are pictures that are called so', async () => {
  await using here = await bench();
  const folder = join(here.art, 'node_modules');
  await draw(folder, 'a.png', [red]);
  await draw(folder, 'Mika_thumbnail.png', [shade(red, 5)], 1);
  expect(await indexInto(here.library, folder)).toBe(2);
});

/** A folder in the place of an empty one, which no system but Unix replaces by itself. */
async function putBack(folder: string): Promise<void> {
  await rmdir(folder);
  await rename(`${folder}-away`, folder);
}

test('a drive that is not mounted has an empty folder: it is offline, and nothing is forgotten', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [group] = await engine.listCharacters();
  await engine.nameCharacter(group!.id, 'Mika');
  await rename(here.art, `${here.art}-away`);
  await mkdir(here.art);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await engine.listFolders())[0]).toMatchObject({ state: 'offline', pictures: 2 });
  expect((await listGroups(engine))[0]).toMatchObject({ name: 'Mika' });
  expect((await listGroups(engine))[0]?.faces).toHaveLength(2);
  await putBack(here.art);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await engine.listFolders())[0]).toMatchObject({ state: 'watching', pictures: 2 });
});

test('an app that starts without the drive finds its pictures once it is there', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `${k}.png`, [shade(red, k)], k);
  expect(await indexInto(here.library, here.art)).toBe(2);
  await rename(here.art, `${here.art}-away`);
  await mkdir(here.art);
  await using watched = here.open({ watch: true });
  await watched.until(async () => (await watched.engine.listFolders())[0]?.state === 'offline');
  expect((await watched.engine.status()).pictures).toBe(2);
  await putBack(here.art);
  await watched.until(async () => (await watched.engine.listFolders())[0]?.state === 'watching');
  expect((await watched.engine.status()).pictures).toBe(2);
}, 20_000);

test('what the artist leaves out is not read, and comes back with its names when it is not left out any more', async () => {
  await using here = await bench();
  for (const k of [0, 1]) await draw(here.art, `drafts/${k}.png`, [shade(red, k)], k);
  await draw(here.art, 'kept.png', [shade(red, 40)], 7);
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  const [group] = await engine.listCharacters();
  await engine.nameCharacter(group!.id, 'Mika');
  await engine.changeSettings({ exclude: ['drafts/'] });
  await engine.whenIdle();
  expect((await engine.status()).pictures).toBe(1);
  await engine.changeSettings({ exclude: ['*'] });
  await engine.whenIdle();
  expect((await engine.listFolders())[0]).toMatchObject({ state: 'watching', pictures: 0 });
  await engine.changeSettings({ exclude: [] });
  await engine.whenIdle();
  expect((await engine.status()).pictures).toBe(3);
  expect((await listGroups(engine))[0]).toMatchObject({ name: 'Mika', faces: [{}, {}, {}] });
});

test('a watched folder follows what is left out', async () => {
  await using here = await bench();
  await draw(here.art, 'drafts/a.png', [red]);
  await using library = here.open({ watch: true });
  const { engine, until } = library;
  await engine.changeSettings({ exclude: ['drafts/'] });
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect((await engine.status()).pictures).toBe(0);
  await engine.changeSettings({ exclude: [] });
  await until(async () => (await engine.status()).pictures === 1);
  await draw(here.art, 'drafts/b.png', [shade(red, 9)], 1);
  await until(async () => (await engine.status()).pictures === 2);
}, 20_000);

const onUnix = process.platform !== 'win32';

test.skipIf(!onUnix)(
  'pipes, sockets, broken links and links in a circle are passed over, and nobody waits for them',
  async () => {
    await using here = await bench();
    await draw(here.art, 'a.png', [red]);
    execFileSync('mkfifo', [join(here.art, 'pipe.png')]);
    const server = createServer().listen(join(here.art, 'socket.png'));
    await symlink(join(here.art, 'nowhere.png'), join(here.art, 'broken.png'));
    await symlink('b.png', join(here.art, 'c.png'));
    await symlink('c.png', join(here.art, 'b.png'));
    await symlink('/dev/zero', join(here.art, 'zero.png'));
    expect(await indexInto(here.library, here.art)).toBe(1);
    server.close();
  },
);

test.skipIf(!onUnix)('a link to a file is read as the file, and one to a folder is passed over', async () => {
  await using here = await bench();
  const elsewhere = join(here.art, '../elsewhere');
  const picture = await draw(elsewhere, 'a.png', [red]);
  await draw(elsewhere, 'b.png', [shade(red, 9)], 1);
  await draw(here.art, 'own.png', [shade(red, 18)], 2);
  await symlink(picture, join(here.art, 'linked.png'));
  await symlink(elsewhere, join(here.art, 'folder'));
  await using library = here.open();
  const { engine } = library;
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.status()).toMatchObject({ pictures: 2, skipped: 0 });
  const [group] = await listGroups(engine);
  expect(group?.faces.map(({ path }) => path).sort()).toEqual([
    join(here.art, 'linked.png'),
    join(here.art, 'own.png'),
  ]);
});

test('long names, a clock in the future and two names of one file are nothing special', async () => {
  await using here = await bench();
  const path = await draw(here.art, `${'x'.repeat(251)}.png`, [red]);
  await utimes(path, 4_000_000_000, 4_000_000_000);
  await link(path, join(here.art, 'same.png'));
  const deep = join(here.art, ...Array.from({ length: 12 }, (_, k) => `${k}`.padEnd(40, '-')));
  await draw(deep, 'deep.png', [shade(red, 9)], 3);
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  expect(await library.engine.status()).toMatchObject({ pictures: 2, skipped: 0 });
});

test.skipIf(process.platform !== 'linux')('a name that is no UTF-8 is listed, file or folder', async () => {
  await using here = await bench();
  const picture = await draw(here.art, 'a.png', [red]);
  const odd = (text: string) => Buffer.concat([Buffer.from(join(here.art, '/')), Buffer.from(text, 'latin1')]);
  await copyFile(picture, odd('M\xe4dchen.png'));
  await mkdir(odd('Stra\xdfe'));
  await using library = here.open();
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  const skipped = await library.engine.listSkipped(page);
  expect(skipped.map(({ path, reason }) => [nameBelow(here.art, path), reason])).toEqual([
    ['M\ufffddchen.png', 'name-not-utf8'],
    ['Stra\ufffde', 'name-not-utf8'],
  ]);
  expect((await library.engine.status()).pictures).toBe(1);
  await rename(odd('M\xe4dchen.png'), join(here.art, 'good.png'));
  await rename(odd('Stra\xdfe'), join(here.art, 'good'));
  await library.engine.addFolder(here.art);
  await library.engine.whenIdle();
  expect(await library.engine.status()).toMatchObject({ skipped: 0 });
});

/** Runs `work` as if it were on macOS. */
async function onMac(work: () => Promise<void>): Promise<void> {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  Object.defineProperty(process, 'platform', { ...platform, value: 'darwin' });
  try {
    await work();
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
}

// A file without a block on the disk is what iCloud Drive shows of one that is in the cloud.
test.skipIf(process.platform !== 'linux')(
  'a file that is in the cloud only is listed and not fetched, and a picture that went there is kept',
  async () => {
    await using here = await bench();
    const picture = await draw(here.art, 'a.png', [red]);
    const bytes = await drawing([red]);
    await using library = here.open();
    const { engine } = library;
    await engine.addFolder(here.art);
    await engine.whenIdle();
    await onMac(async () => {
      const never = join(here.art, 'never-here.png');
      for (const path of [picture, never]) await writeFile(path, '');
      for (const path of [picture, never]) await truncate(path, 2_000_000);
      await engine.addFolder(here.art);
      await engine.whenIdle();
      expect(await engine.listSkipped(page)).toMatchObject([{ path: never, reason: 'online-only' }]);
      expect((await engine.status()).pictures).toBe(1);
      await writeFile(picture, bytes);
      await writeFile(never, await drawing([shade(red, 9)], 1));
      await engine.addFolder(here.art);
      await engine.whenIdle();
    });
    expect(await engine.status()).toMatchObject({ pictures: 2, skipped: 0 });
  },
);

test.skipIf(!onUnix || process.getuid?.() === 0)(
  'a folder that may not be opened is listed, and what it held is kept',
  async () => {
    await using here = await bench();
    await draw(here.art, 'a.png', [red]);
    await draw(here.art, 'closed/b.png', [shade(red, 9)], 1);
    expect(await indexInto(here.library, here.art)).toBe(2);
    await chmod(join(here.art, 'closed'), 0);
    await using library = here.open();
    await library.engine.addFolder(here.art);
    await library.engine.whenIdle();
    expect(await library.engine.listSkipped(page)).toMatchObject([
      { path: join(here.art, 'closed'), reason: 'folder-unreadable' },
    ]);
    expect((await library.engine.status()).pictures).toBe(2);
    await chmod(join(here.art, 'closed'), 0o700);
  },
);

/** Mounts an empty drive in memory. Answers how to take it away, or null where this system does not allow it. */
function mountDrive(at: string): (() => void) | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', at], { stdio: 'ignore' });
    return () => void execFileSync('umount', [at]);
  } catch {
    return null;
  }
}

test('a drive that was mounted inside the folder is away: it is listed, and nothing is forgotten', async (context) => {
  await using here = await bench();
  const usb = join(here.art, 'usb');
  await mkdir(usb);
  const unmount = mountDrive(usb);
  if (!unmount) return context.skip('mounting a drive takes root on Linux');
  await draw(here.art, 'own.png', [red]);
  const picture = await draw(usb, 'a.png', [shade(red, 9)], 1);
  const bytes = await drawing([shade(red, 9)], 1);
  try {
    expect(await indexInto(here.library, here.art)).toBe(2);
  } finally {
    unmount();
  }
  await using library = here.open({ watch: true });
  await library.engine.whenIdle();
  expect(await library.engine.listSkipped(page)).toMatchObject([{ path: usb, reason: 'drive-away' }]);
  expect((await library.engine.status()).pictures).toBe(2);
  const unmountAgain = mountDrive(usb);
  try {
    await writeFile(picture, bytes);
    await library.until(async () => (await library.engine.listSkipped(page)).length === 0);
    expect((await library.engine.status()).pictures).toBe(2);
  } finally {
    await library[Symbol.asyncDispose]();
    unmountAgain?.();
  }
}, 30_000);
