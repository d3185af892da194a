import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SkipError } from '../../../electron/engine/pictures/decode.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { writePicturePreview } from '../../../electron/engine/previews/preview.ts';
import { wholePng } from '../../../electron/engine/previews/whole-png.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dramatis-preview-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function previewed(picture: Uint8Array) {
  const path = join(folder, 'picture.webp');
  const bytes = await writePicturePreview(picture, path);
  expect((await stat(path)).size).toBe(bytes);
  return sharp(path).metadata();
}

describe('writePicturePreview', () => {
  const create = { width: 2000, height: 1000, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };

  it('is an upright, opaque WebP of at most 1,280 pixels', async () => {
    const picture = await sharp({ create }).withMetadata({ orientation: 8 }).png().toBuffer();
    const preview = await previewed(picture);
    expect([preview.format, preview.width, preview.height, preview.hasAlpha]).toEqual(['webp', 640, 1280, false]);
  });

  it('does not blow up a small picture', async () => {
    const picture = await sharp({ create: { ...create, width: 30, height: 20 } })
      .png()
      .toBuffer();
    const { width, height } = await previewed(picture);
    expect([width, height]).toEqual([30, 20]);
  });

  it('says why a file cannot be shown', async () => {
    await expect(writePicturePreview(Buffer.from('text'), join(folder, 'text.webp'))).rejects.toThrow(SkipError);
  });
});

describe('wholePng', () => {
  it('is all of the upright picture at its own size, without loss', async () => {
    const path = join(folder, 'whole.png');
    const create = { width: 90, height: 40, channels: 3 as const, background: { r: 9, g: 80, b: 200 } };
    await sharp({ create }).withMetadata({ orientation: 6 }).png().toFile(path);
    const { data, info } = await sharp(await wholePng(path))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, ...data.subarray(0, 3)]).toEqual([40, 90, 9, 80, 200]);
  });
});
