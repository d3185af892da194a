import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodePicture, SkipError } from '../../../electron/engine/pictures/decode.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';
import { readOrientation } from '../../../electron/engine/pictures/orientation.ts';

const side = 160;

/** Full of detail from top to bottom, so that a share of the bytes is about that share of the rows. */
function busy(): ReturnType<typeof sharp> {
  const pixels = Buffer.alloc(side * side * 3);
  for (let at = 0, noise = 1; at < pixels.length; at += 1) {
    noise = (noise * 16_807) % 2_147_483_647;
    pixels[at] = noise % 251;
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
}

/** Mean difference between two pictures in their upper rows. */
async function meanOff(whole: Uint8Array, part: Uint8Array, rows: number): Promise<number> {
  const [a, b] = await Promise.all([decodePicture(whole), decodePicture(part)]);
  expect([b.width, b.height]).toEqual([a.width, a.height]);
  const length = a.image.width * rows * 3;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += Math.abs((a.image.data[at] ?? 0) - (b.image.data[at] ?? 0));
  return sum / length;
}

it.each([1, 2, 3])('a JPEG without its last bytes (%i) is shown whole', async (missing) => {
  const whole = await busy().jpeg().toBuffer();
  expect(await meanOff(whole, whole.subarray(0, -missing), side)).toBeLessThan(0.01);
});

it.each([
  ['jpeg', 0.9],
  ['jpeg', 0.7],
  ['gif', 0.9],
  ['png', 0.9],
] as const)('a %s of which %f is left is shown as far as it goes', async (format, left) => {
  const whole = await busy().toFormat(format).toBuffer();
  const part = whole.subarray(0, whole.length * left);
  expect(await meanOff(whole, part, side / 2)).toBe(0);
});

it('a JPEG that is stored coarse first is shown as fine as it goes', async () => {
  const whole = await busy().jpeg({ progressive: true }).toBuffer();
  expect(await meanOff(whole, whole.subarray(0, whole.length * 0.9), side)).toBeLessThan(12);
});

it('a GIF that ends in its second frame shows its first', async () => {
  const frame = await busy().raw().toBuffer();
  const raw = { width: side, height: side * 2, channels: 3 as const, pageHeight: side };
  const two = await sharp(Buffer.concat([frame, frame.toReversed()]), { raw })
    .gif()
    .toBuffer();
  expect(await meanOff(two, two.subarray(0, two.length * 0.75), side)).toBe(0);
});

it.each(['jpeg', 'png', 'gif'] as const)('a %s of which less than half is left is damaged', async (format) => {
  const whole = await busy().toFormat(format).toBuffer();
  const part = whole.subarray(0, whole.length * 0.4);
  const error: unknown = await decodePicture(part).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SkipError);
  expect((error as SkipError).reason).toBe('corrupt');
});

it('a JPEG with a grey or white lower half is not mistaken for one that ends there', async () => {
  for (const background of ['#ffffff', '#7f0000']) {
    const whole = await busy()
      .extend({ bottom: side * 2, background })
      .jpeg()
      .toBuffer();
    expect(await meanOff(whole, whole.subarray(0, -2), side * 3)).toBe(0);
  }
});

it('a file on disk is read like bytes in memory, and its header too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-cut-off-'));
  try {
    const path = join(folder, 'cut.gif');
    const whole = await busy().gif().toBuffer();
    await writeFile(path, whole.subarray(0, -2));
    expect((await decodePicture(path)).image.width).toBe(side);
    expect(await readOrientation(path)).toEqual({ orientation: 1, upright: { width: side, height: side } });
  } finally {
    await rm(folder, { recursive: true });
  }
});
