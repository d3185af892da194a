import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePicture, SkipError } from '../../../electron/engine/pictures/decode.ts';
import { workingSide } from '../../../electron/engine/pictures/working-size.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

const orange = { r: 240, g: 130, b: 40 };

/** Orange above, blue below. */
function twoColours(width = 60, height = 40): ReturnType<typeof sharp> {
  const below = { create: { width, height: height / 2, channels: 3 as const, background: { r: 20, g: 60, b: 200 } } };
  const canvas = sharp({ create: { width, height, channels: 3, background: orange } });
  return canvas.composite([{ input: below, left: 0, top: height / 2 }]);
}

function colourAt(image: RgbImage, x: number, y: number): readonly [number, number, number] {
  const start = (y * image.width + x) * 3;
  const [r = -1, g = -1, b = -1] = image.data.subarray(start, start + 3);
  return [r, g, b];
}

function expectColour(
  image: RgbImage,
  x: number,
  y: number,
  expected: { r: number; g: number; b: number },
  off = 6,
): void {
  const [r, g, b] = colourAt(image, x, y);
  const distance = Math.max(Math.abs(r - expected.r), Math.abs(g - expected.g), Math.abs(b - expected.b));
  expect(distance, `rgb(${r}, ${g}, ${b})`).toBeLessThanOrEqual(off);
}

async function skipOf(source: string | Uint8Array): Promise<SkipError> {
  const error: unknown = await decodePicture(source).then(
    () => new Error('it was decoded'),
    (reason: unknown) => reason,
  );
  if (error instanceof SkipError) return error;
  throw error;
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A PNG of a few bytes that claims to be huge. */
function pngBomb(side: number, interlaced: 0 | 1 = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, interlaced], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.alloc(8)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('decodePicture', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const)('reads %s', async (format) => {
    const { width, height, image, scale } = await decodePicture(await twoColours().toFormat(format).toBuffer());
    expect([width, height, image.width, image.height, scale]).toEqual([60, 40, 60, 40, 1]);
    expectColour(image, 30, 8, orange, 12);
    expectColour(image, 30, 32, { r: 20, g: 60, b: 200 }, 12);
  });

  it.each(['srgb', 'p3'])('shows a picture of 16 bits and the profile %s in sRGB', async (profile) => {
    const raw = { width: 64, height: 64, channels: 3 } as const;
    const red = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at % 3 === 0 ? 200 : 40)));
    const deep = sharp(red, { raw }).toColourspace('rgb16').withIccProfile(profile);
    const { image } = await decodePicture(await deep.png().toBuffer());
    const shown = [...image.data.subarray(0, 3)];
    for (const [at, value] of [200, 40, 40].entries())
      expect(Math.abs((shown[at] ?? 0) - value)).toBeLessThanOrEqual(2);
  });

  it('turns a photo upright by its EXIF orientation, and says the upright size', async () => {
    const { width, height, image } = await decodePicture(
      await twoColours().withMetadata({ orientation: 6 }).png().toBuffer(),
    );
    expect([width, height, image.width, image.height]).toEqual([40, 60, 40, 60]);
    expectColour(image, 35, 30, orange);
    expectColour(image, 5, 30, { r: 20, g: 60, b: 200 });
  });

  it('flattens transparency on light grey: colours hidden in transparent pixels are not seen', async () => {
    const data = Buffer.from([255, 0, 0, 0, 255, 0, 0, 255]);
    const png = await sharp(data, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    const { image } = await decodePicture(png);
    expect([...image.data]).toEqual([224, 224, 224, 255, 0, 0]);
  });

  it.each([
    ['16 bits a channel', 2, () => twoColours().toColourspace('rgb16').png()],
    ['a palette', 6, () => twoColours().png({ palette: true })],
    ['another colour profile', 4, () => twoColours().withIccProfile('p3').png()],
    // Printing inks cannot show the orange fully.
    ['CMYK', 40, () => twoColours().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 })],
    ['interlaced rows', 0, () => twoColours().png({ progressive: true })],
  ] as const)('reads %s as sRGB', async (_, off, make) => {
    const { image } = await decodePicture(await make().toBuffer());
    expectColour(image, 30, 8, orange, off);
  });

  it.each(['b-w', 'grey16'] as const)('reads greys (%s) as sRGB, with transparency too', async (space) => {
    const grey = {
      create: { width: 8, height: 8, channels: 4 as const, background: { r: 90, g: 90, b: 90, alpha: 1 } },
    };
    const { image } = await decodePicture(await sharp(grey).toColourspace(space).png().toBuffer());
    expectColour(image, 4, 4, { r: 90, g: 90, b: 90 }, 2);
  });

  it('takes the first frame of an animation', async () => {
    const frames = await twoColours(60, 80).removeAlpha().raw().toBuffer();
    const raw = { width: 60, height: 80, channels: 3 as const, pageHeight: 40 };
    const animated = await sharp(frames, { raw }).gif().toBuffer();
    expect((await sharp(animated, { pages: -1 }).metadata()).pages).toBe(2);
    const { height, image } = await decodePicture(animated);
    expect(height).toBe(40);
    expectColour(image, 30, 35, orange, 12);
  });

  it('makes a working copy of a large picture and says how much smaller it is', async () => {
    const { width, height, image, scale } = await decodePicture(await twoColours(6000, 3000).jpeg().toBuffer());
    expect([width, height]).toEqual([6000, 3000]);
    expect([image.width, image.height]).toEqual([workingSide, 1024]);
    expect(scale).toBeCloseTo(workingSide / 6000, 10);
  });

  it('copes with a picture of one pixel and with a line', async () => {
    expect((await decodePicture(await twoColours(1, 2).png().toBuffer())).image.data).toHaveLength(6);
    expect((await decodePicture(await twoColours(9000, 2).png().toBuffer())).image.height).toBe(1);
  });

  it('stops when it is aborted', async () => {
    const picture = await twoColours().png().toBuffer();
    await expect(decodePicture(picture, AbortSignal.abort(new Error('closed')))).rejects.toThrow('closed');
  });
});

describe('a file that cannot be used is skipped with its reason', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dramatis-decode-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('empty', async () => {
    await writeFile(join(folder, 'empty.png'), '');
    expect((await skipOf(join(folder, 'empty.png'))).reason).toBe('empty');
    expect((await skipOf(new Uint8Array())).reason).toBe('empty');
  });

  it('not-a-picture: text; not-read: drawings that could reach other files', async () => {
    expect((await skipOf(Buffer.from('dear diary'))).reason).toBe('not-a-picture');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    expect(await skipOf(Buffer.from(svg))).toMatchObject({ reason: 'not-read', detail: 'SVG' });
  });

  it.each([
    ['png', 0.6],
    // Half of its height is shown, where it is there.
    ['jpeg', 0.4],
    ['webp', 0.6],
    ['gif', 0.6],
    ['avif', 0.6],
    ['tiff', 0.6],
  ] as const)('corrupt: a %s that was cut off', async (format, left) => {
    const whole = await twoColours(200, 200).toFormat(format).toBuffer();
    const skip = await skipOf(whole.subarray(0, whole.length * left));
    expect(skip.reason).toBe('corrupt');
    expect(skip.detail).toMatch(/\w/);
  });

  it('too-large: a few bytes that claim to be 900 megapixels, or more than memory holds', async () => {
    expect((await skipOf(pngBomb(30_000))).reason).toBe('too-large');
    expect((await skipOf(pngBomb(16_000, 1))).reason).toBe('too-large');
  });

  it('unreadable: a file that is gone, and a folder named like a picture', async () => {
    expect((await skipOf(join(folder, 'gone.png'))).reason).toBe('unreadable');
    expect((await skipOf(folder)).reason).toBe('unreadable');
  });
});
