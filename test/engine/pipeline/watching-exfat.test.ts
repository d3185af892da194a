import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { listGroups } from '../../../electron/cli/groups.ts';
import { draw, red, shade } from '../../support/drawn.ts';
import { bench } from '../../support/library.ts';
import { mountExfat } from '../../support/rename/exfat.ts';

const disk = mountExfat();
if (typeof disk === 'string') console.warn(`watching a file system that ignores case is not checked: ${disk}`);

afterAll(() => {
  if (typeof disk !== 'string') disk[Symbol.dispose]();
});
beforeEach((context) => {
  if (typeof disk === 'string') context.skip(disk);
});

test.each([
  ['a file', 'ann.png', 'Ann.png', 'Ann.png'],
  ['a folder', 'cast', 'Cast', join('Cast', 'b.png')],
])('the name of %s that another program changes in case only shows at once', async (what, from, to, shown) => {
  await using here = await bench();
  const art = join(typeof disk === 'string' ? '' : disk.root, what);
  await draw(art, 'ann.png', [red]);
  await draw(art, join('cast', 'b.png'), [shade(red, 10)]);
  await using watched = here.open({ watch: true });
  const paths = async () => (await listGroups(watched.engine)).flatMap(({ faces }) => faces.map(({ path }) => path));
  await watched.engine.addFolder(art);
  await watched.until(async () => (await paths()).length === 2);

  await rename(join(art, from), join(art, to));
  await watched.until(async () => (await paths()).includes(join(art, shown)));
  expect((await watched.engine.listFolders())[0]).toMatchObject({ pictures: 2 });
  const unchanged = what === 'a file' ? join('cast', 'b.png') : 'ann.png';
  await watched.until(async () => (await paths()).length === 2);
  expect((await paths()).sort()).toEqual([join(art, shown), join(art, unchanged)].sort());
});
