import { appendFile, copyFile, mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listGroups } from '../../electron/cli/groups.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { draw, red, shade } from '../support/drawn.ts';
import { fakeModels } from '../support/fake-models.ts';
import { bench } from '../support/library.ts';

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
  await rename(`${here.art}-away`, here.art);
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
  await rename(`${here.art}-away`, here.art);
  await watched.until(async () => (await watched.engine.listFolders())[0]?.state === 'watching');
  expect((await watched.engine.status()).pictures).toBe(2);
}, 20_000);

test('a file that grows without end does not keep the run busy, is named, and is read when it is complete', async () => {
  await using here = await bench();
  await draw(here.art, 'done.png', [red]);
  const growing = join(here.art, 'growing.png');
  await copyFile(join(here.art, 'done.png'), growing);
  await using library = here.open();
  const { engine } = library;
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) await appendFile(growing, 'x');
  })();
  await engine.addFolder(here.art);
  await engine.whenIdle();
  stop.abort();
  await writing;
  expect(await engine.listSkipped(page)).toMatchObject([{ path: growing, reason: 'being-written' }]);
  expect((await engine.status()).pictures).toBe(1);
  await engine.addFolder(here.art);
  await engine.whenIdle();
  expect(await engine.listSkipped(page)).toEqual([]);
  expect((await engine.status()).pictures).toBe(2);
});
