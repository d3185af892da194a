import { describe, expect, it } from 'vitest';
import { readTga } from '../../../../electron/engine/pictures/formats/tga/read-tga.ts';
import { read, refusal } from '../../../support/formats/reading.ts';
import { tga, type Tga } from '../../../support/formats/tga.ts';

async function pixels(picture: Tga): Promise<number[]> {
  const reading = await read(readTga, tga(picture));
  if (reading.kind !== 'pixels') throw new Error('no pixels');
  return [...reading.data];
}

/** Blue, green, red, alpha, as they are stored; six pixels, no two of them alike but the first. */
const bgra = [10, 10, 60, 90, 120, 150].map((value) => [value, value + 1, value + 2, 100 + value]);
const rgba = bgra.flatMap(([b, g, r, a]) => [r, g, b, a]);
const opaque = rgba.map((value, at) => (at % 4 === 3 ? 255 : value));
const plain = { width: 3, height: 2, type: 2, bits: 32, pixels: bgra, alphaBits: 8 } as const;

describe('a Targa', () => {
  it.each([
    ['from the top', {}],
    ['from the bottom', { isBottomUp: true }],
    ['from the right', { isRightToLeft: true }],
    ['from the lower right corner', { isBottomUp: true, isRightToLeft: true }],
    ['packed', { isPacked: true }],
    ['packed, from the bottom', { isPacked: true, isBottomUp: true }],
    ['with a footer', { attributes: 3 }],
  ])('of 32 bits is read %s', async (_, more) => {
    expect(await pixels({ ...plain, ...more })).toEqual(rgba);
  });

  it('of 24 bits is opaque', async () => {
    const stored = bgra.map((pixel) => pixel.slice(0, 3));
    expect(await pixels({ ...plain, bits: 24, pixels: stored, alphaBits: 0 })).toEqual(opaque);
  });

  it('of 16 bits has five for each colour, and one of opacity', async () => {
    const stored = [0x7fff, 0xfc00, 0x83e0, 0x801f, 0x8000, 0xc210].map((value) => [value & 255, value >> 8]);
    const right = [
      [255, 255, 255, 0],
      [255, 0, 0, 255],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
      [0, 0, 0, 255],
      [132, 132, 132, 255],
    ];
    expect(await pixels({ ...plain, bits: 16, pixels: stored, alphaBits: 1 })).toEqual(right.flat());
    const whole = right.map((pixel) => [...pixel.slice(0, 3), 255]);
    expect(await pixels({ ...plain, bits: 16, pixels: stored, alphaBits: 0, isPacked: true })).toEqual(whole.flat());
  });

  it('of greys and of a palette is read', async () => {
    const stored = [0, 1, 2, 2, 1, 0].map((value) => [value]);
    expect(await pixels({ ...plain, type: 3, bits: 8, pixels: stored, alphaBits: 0 })).toEqual(
      stored.flatMap(([value]) => [value, value, value, 255]),
    );
    const palette = [
      [1, 2, 3],
      [40, 50, 60],
      [7, 8, 9],
    ];
    expect(await pixels({ ...plain, type: 1, bits: 8, pixels: stored, alphaBits: 0, palette })).toEqual(
      stored.flatMap(([index = 0]) => [...(palette[index] ?? []).toReversed(), 255]),
    );
  });

  it('is opaque where its alpha means nothing', async () => {
    expect(await pixels({ ...plain, alphaBits: 0 })).toEqual(opaque);
    expect(await pixels({ ...plain, attributes: 2 })).toEqual(opaque);
    expect(await pixels({ ...plain, pixels: bgra.map((pixel) => [...pixel.slice(0, 3), 0]) })).toEqual(opaque);
  });

  it('has its colours back where they were multiplied by alpha', async () => {
    const stored = [[30, 60, 90, 128], ...bgra.slice(1)];
    const [r, g, b, a] = await pixels({ ...plain, pixels: stored, attributes: 4 });
    expect([r, g, b, a]).toEqual([179, 120, 60, 128]);
  });

  it('is refused where it is damaged, or none', async () => {
    const file = tga(plain);
    expect(await refusal(readTga, file.subarray(0, file.length - 1))).toBe('corrupt');
    expect(await refusal(readTga, tga({ ...plain, isPacked: true }).subarray(0, 30))).toBe('corrupt');
    expect(await refusal(readTga, Buffer.from('This is a text, and no picture at all.'))).toBe('not-a-picture');
    expect(await refusal(readTga, Buffer.alloc(5))).toBe('not-a-picture');
    const indices = Array.from({ length: 6 }, () => [9]);
    const missing: Tga = { ...plain, type: 1, bits: 8, pixels: indices, alphaBits: 0, palette: [[1, 2, 3]] };
    expect(await refusal(readTga, tga(missing))).toBe('corrupt');
    const huge = tga(plain);
    huge.writeUInt16LE(65_535, 12);
    huge.writeUInt16LE(65_535, 14);
    expect(await refusal(readTga, huge)).toBe('too-large');
  });
});
