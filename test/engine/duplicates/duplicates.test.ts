import Database from 'better-sqlite3';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DuplicatesReport } from '../../../electron/contract/api/duplicates-api.ts';
import { bench, openIndexed, type Bench } from '../../support/library.ts';
import { nameBelow } from '../../support/name-below.ts';

/** A painting of its own for each seed: soft blots of colours on a ground. */
async function painting(seed: number, width: number, height: number): Promise<Buffer> {
  const value = (k: number, n: number) => Math.abs(Math.sin(seed * 78.233 + k * 12.9898 + n * 37.719) * 43758.5453) % 1;
  const blots = Array.from({ length: 14 }, (_, k) => {
    const colour = [1, 2, 3].map((n) => Math.round(value(k, n) * 255));
    return { x: value(k, 4), y: value(k, 5), radius: 0.06 + value(k, 6) * 0.2, colour };
  });
  const data = Buffer.alloc(width * height * 3, 0xa9);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    const blot = blots.findLast((each) => Math.hypot(each.x - x, each.y - y) < each.radius);
    if (blot) data.set(blot.colour, at * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

async function paintings(here: Bench) {
  const at = (name: string) => join(here.art, name);
  await mkdir(at('wip'));
  const mika = await painting(1, 400, 300);
  await writeFile(at('mika.png'), mika);
  await copyFile(at('mika.png'), at('wip/mika-again.png'));
  await sharp(mika).resize(200).jpeg({ quality: 60 }).toFile(at('thumb.jpg'));
  await sharp(mika).resize(360).modulate({ hue: 20 }).toFile(at('evening.png'));
  const ren = await painting(2, 300, 300);
  await sharp(ren).resize(240).toFile(at('ren_v1.png'));
  const overpainted = await sharp(await painting(3, 300, 60)).toBuffer();
  await sharp(ren)
    .composite([{ input: overpainted, left: 0, top: 240 }])
    .toFile(at('ren_v2_final.png'));
  await writeFile(at('other.png'), await painting(4, 400, 300));
  return at;
}

const told = (here: Bench, { stacks }: DuplicatesReport) =>
  stacks.map(({ pictures }) =>
    pictures.map(({ paths, kind }) => [...paths.map((path) => nameBelow(here.art, path)), kind]),
  );

test('the same bytes, another size, a recolour and versions by name are stacked; other works are not', async () => {
  await using here = await bench();
  await paintings(here);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const report = await engine.findDuplicates();
  expect(told(here, report)).toEqual([
    [
      ['mika.png', 'wip/mika-again.png', null],
      ['thumb.jpg', 'duplicate'],
      ['evening.png', 'version'],
    ],
    [
      ['ren_v2_final.png', null],
      ['ren_v1.png', 'version'],
    ],
  ]);
  expect([report.compared, report.unread]).toEqual([6, 0]);
  expect(report.stacks[0]?.pictures.map(({ sure }) => (sure ?? 0) > 0.5)).toEqual([true, true, true]);
});

test('what the artist keeps apart stays apart, until that is undone', async () => {
  await using here = await bench();
  await paintings(here);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const [first] = (await engine.findDuplicates()).stacks;
  const { edit } = await engine.keepPicturesApart(first!.pictures.map(({ id }) => id));
  expect(edit).toEqual({ kind: 'keep-apart', name: null, count: 3 });
  const after = told(here, await engine.findDuplicates());
  expect(after.map((pictures) => pictures.length)).toEqual([1, 2]);
  expect(after[0]).toEqual([['mika.png', 'wip/mika-again.png', null]]);
  await engine.undo();
  expect(told(here, await engine.findDuplicates())[0]).toHaveLength(3);
  await expect(engine.keepPicturesApart([98, 99].map(Number) as never)).rejects.toMatchObject({ code: 'picture-gone' });
});

test('pictures of a library from before are looked at when they are asked for', async () => {
  await using here = await bench();
  await paintings(here);
  {
    const { library } = await openIndexed(here);
    await library[Symbol.asyncDispose]();
  }
  const db = new Database(join(here.library, 'library.db'));
  db.exec('UPDATE picture SET likeness = NULL');
  db.close();
  await using library = here.open();
  const { stacks, compared } = await library.engine.findDuplicates();
  expect([stacks.length, compared]).toEqual([2, 6]);
  expect(await library.engine.duplicatesProgress()).toBeNull();
});

test('where two pictures differ is told in spots; saved again and smaller is none, another shape cannot be told', async () => {
  await using here = await bench();
  const at = await paintings(here);
  const { engine, library } = await openIndexed(here);
  await using _ = library;
  const rows = await engine.listPictures({}, 'path', { offset: 0, limit: 10 });
  const id = (name: string) => rows.find(({ path }) => path === at(name))!.id;
  expect(await engine.differentSpots(id('mika.png'), id('thumb.jpg'))).toEqual([]);
  const spots = await engine.differentSpots(id('ren_v1.png'), id('ren_v2_final.png'));
  expect(spots?.length).toBeGreaterThan(0);
  for (const [, y] of spots ?? []) expect(y).toBeGreaterThan(0.75);
  expect(await engine.differentSpots(id('mika.png'), id('ren_v1.png'))).toBeNull();
});
