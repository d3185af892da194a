import { copyFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { PictureScope } from '../../../electron/contract/api/pictures-api.ts';
import { blue, drawing, grey, red } from '../../support/drawn.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

/** Versions of a work by their names, with another size each; and another work. */
async function works(here: Bench) {
  const at = (name: string) => join(here.art, name);
  const mika = await drawing([red, grey, blue]);
  await writeFile(at('mika.png'), mika);
  await sharp(mika).resize(192).png().toFile(at('mika_v2.png'));
  await sharp(mika).resize(144).png().toFile(at('mika_v2_final.png'));
  await copyFile(at('mika.png'), at('mika copy.png'));
  await writeFile(at('rei.png'), await drawing([grey, red], 3));
  const opened = await openIndexed(here);
  const { engine } = opened;
  const names = async (scope: PictureScope) => {
    await engine.pictureShapes(scope, 'path');
    const rows = await engine.listPictures(scope, 'path', { offset: 0, limit: 100 });
    return rows.map(({ path, stack }) => [nameBelow(here.art, path), stack?.pictures ?? null]);
  };
  const stacked = { stacked: { open: [] } };
  return { ...opened, names, stacked };
}

test('versions of a work are one picture of a grid, its largest, which opens and closes', async () => {
  await using here = await bench();
  const { engine, library, names, stacked } = await works(here);
  await using _ = library;
  expect(await names({})).toEqual([
    ['mika copy.png', null],
    ['mika_v2.png', null],
    ['mika_v2_final.png', null],
    ['rei.png', null],
  ]);
  await engine.refreshStacks();
  expect(await names(stacked)).toEqual([
    ['mika_v2.png', 3],
    ['rei.png', null],
  ]);
  const [cover] = await engine.listPictures(stacked, 'path', { offset: 0, limit: 1 });
  expect((await names({ stacked: { open: [cover!.id] } })).map(([name]) => name)).toEqual([
    'mika_v2.png',
    'mika copy.png',
    'mika_v2_final.png',
    'rei.png',
  ]);
});

test('the artist chooses the cover, which stays it, and undo brings the old one back', async () => {
  await using here = await bench();
  const { engine, library, names, stacked } = await works(here);
  await using _ = library;
  await engine.refreshStacks();
  const all = await engine.listPictures({}, 'path', { offset: 0, limit: 100 });
  const final = all.find(({ path }) => path.endsWith('final.png'));
  expect((await engine.chooseCover(final!.id)).edit).toEqual({ kind: 'stack-cover', name: null, count: 3 });
  expect((await names(stacked))[0]).toEqual(['mika_v2_final.png', 3]);
  await engine.refreshStacks();
  expect((await names(stacked))[0]).toEqual(['mika_v2_final.png', 3]);
  expect((await engine.findDuplicates()).stacks[0]?.pictures[0]?.id).toBe(final!.id);
  await engine.undo();
  await engine.refreshStacks();
  expect((await names(stacked))[0]).toEqual(['mika_v2.png', 3]);
  await engine.keepPicturesApart(all.filter(({ path }) => path.includes('mika')).map(({ id }) => id));
  await engine.refreshStacks();
  expect(await names(stacked)).toHaveLength(4);
  await expect(engine.chooseCover(9_999 as never)).rejects.toMatchObject({ code: 'picture-gone' });
});

test('a cover that is gone leaves the stack to the next best, and is the cover again once its file is back', async () => {
  await using here = await bench();
  const { engine, library, names, stacked } = await works(here);
  await using _ = library;
  await engine.refreshStacks();
  const all = await engine.listPictures({}, 'path', { offset: 0, limit: 100 });
  const final = all.find(({ path }) => path.endsWith('final.png'))!;
  await engine.chooseCover(final.id);
  const first = async () => {
    await engine.addFolder(here.art);
    await engine.whenIdle();
    await engine.refreshStacks();
    return (await names(stacked))[0];
  };
  const away = join(here.library, 'away.png');
  await rename(final.path, away);
  expect(await first()).toEqual(['mika_v2.png', 2]);
  await rename(away, final.path);
  expect(await first()).toEqual(['mika_v2_final.png', 3]);
});
