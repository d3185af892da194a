import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { PictureTiles } from '../../../electron/engine/previews/picture-tiles.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-tiles-'));
});

afterAll(() => rm(folder, { recursive: true }));

const [width, height] = [1_300, 1_100];

/** Red grows to the right, green downwards, both by one for every 8 pixels; on disk it lies on its side where that is wanted. */
async function slope(name: string, orientation = 1): Promise<string> {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set([x >> 3, y >> 3, 7], (y * width + x) * 3);
  const upright = sharp(data, { raw: { width, height, channels: 3 } });
  const turned = orientation === 6 ? upright.rotate(270) : upright;
  const path = join(folder, name);
  await turned.withMetadata({ orientation }).png().toFile(path);
  return path;
}

const of = (path: string, level = 0) => ({ key: path, path, size: { width, height }, level });

describe('PictureTiles', () => {
  it.each([1, 6])('cuts the pixels of the upright picture, without loss (orientation %i)', async (orientation) => {
    const path = await slope(`turned-${orientation}.png`, orientation);
    const to = join(folder, `tile-${orientation}.webp`);
    await new PictureTiles().write(of(path), 2, 1, to);
    const { data, info } = await sharp(to).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([width - 1_024, 512]);
    expect([...data.subarray(0, 3)]).toEqual([1_024 >> 3, 512 >> 3, 7]);
    const last = data.length - 3;
    expect([...data.subarray(last)]).toEqual([(width - 1) >> 3, 1_023 >> 3, 7]);
  });

  it('cuts a large picture in bands, of which each holds all of its rows', async () => {
    const path = await slope('bands.png');
    const tiles = new PictureTiles(width * 512);
    const to = join(folder, 'band.webp');
    await tiles.write(of(path), 0, 2, to);
    const { data, info } = await sharp(to).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([512, height - 1_024]);
    expect([...data.subarray(0, 3)]).toEqual([0, 128, 7]);
    expect(await tiles.colourAt(of(path), 800, 600)).toBe('#644b07');
  });

  it('halves the picture with each level', async () => {
    const path = await slope('levels.png');
    const to = join(folder, 'level.webp');
    await new PictureTiles().write(of(path, 1), 1, 0, to);
    const { width: w, height: h } = await sharp(to).metadata();
    expect([w, h]).toEqual([650 - 512, 512]);
  });

  it('knows the colour of every pixel', async () => {
    const path = await slope('colours.png');
    const tiles = new PictureTiles();
    expect(await tiles.colourAt(of(path), 0, 0)).toBe('#000007');
    expect(await tiles.colourAt(of(path), width - 1, height - 1)).toBe('#a28907');
    await expect(tiles.colourAt(of(path), width, 0)).rejects.toThrow(RangeError);
    await expect(tiles.write(of(path), 3, 0, join(folder, 'none.webp'))).rejects.toThrow(RangeError);
  });
});
