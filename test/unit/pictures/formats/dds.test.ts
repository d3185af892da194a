import { describe, expect, it } from 'vitest';
import { readDds } from '../../../../electron/engine/pictures/formats/dds/read-dds.ts';
import { dds } from '../../../support/formats/dds.ts';
import { read, refusal } from '../../../support/formats/reading.ts';

type Surface = Omit<Parameters<typeof dds>[0], 'width' | 'height'>;

async function pixelOf(surface: Surface): Promise<number[]> {
  const reading = await read(readDds, dds({ width: 1, height: 1, ...surface }));
  if (reading.kind !== 'pixels') throw new Error('no pixels');
  return [...reading.data];
}

const rgb = 0x40;
const withAlpha = 0x41;
const luminance = 0x20000;
const alphaOnly = 0x2;
const half = { one: 0x3c00, half: 0x3800, zero: 0 };

function halves(...numbers: number[]): Buffer {
  return Buffer.from(Uint16Array.from(numbers).buffer);
}

describe('a DDS file whose pixels are stored one by one', () => {
  it.each<[string, Surface, number[]]>([
    [
      'A8R8G8B8',
      { flags: withAlpha, bits: 32, masks: [0xff0000, 0xff00, 0xff, 0xff000000], pixels: Buffer.from([3, 2, 1, 128]) },
      [1, 2, 3, 128],
    ],
    [
      'X8B8G8R8, whatever is in the fourth byte',
      { flags: rgb, bits: 32, masks: [0xff, 0xff00, 0xff0000], pixels: Buffer.from([1, 2, 3, 0]) },
      [1, 2, 3, 255],
    ],
    [
      'R8G8B8',
      { flags: rgb, bits: 24, masks: [0xff0000, 0xff00, 0xff], pixels: Buffer.from([3, 2, 1]) },
      [1, 2, 3, 255],
    ],
    ['R5G6B5', { flags: rgb, bits: 16, masks: [0xf800, 0x7e0, 0x1f], pixels: halves(0xf810) }, [255, 0, 132, 255]],
    [
      'A1R5G5B5',
      { flags: withAlpha, bits: 16, masks: [0x7c00, 0x3e0, 0x1f, 0x8000], pixels: halves(0x03e0) },
      [0, 255, 0, 0],
    ],
    [
      'A2B10G10R10 with the masks of A2R10G10B10, as D3DX wrote it',
      {
        flags: withAlpha,
        bits: 32,
        masks: [0x3ff00000, 0xffc00, 0x3ff, 0xc0000000],
        pixels: Buffer.from([0xff, 0x03, 0, 0xc0]),
      },
      [255, 0, 0, 255],
    ],
    ['L8', { flags: luminance, bits: 8, masks: [0xff], pixels: Buffer.from([70]) }, [70, 70, 70, 255]],
    [
      'L8 whose mask lies elsewhere',
      { flags: luminance, bits: 8, masks: [0xff000000], pixels: Buffer.from([70]) },
      [70, 70, 70, 255],
    ],
    ['L16', { flags: luminance, bits: 16, masks: [0xffff], pixels: halves(0x4646) }, [70, 70, 70, 255]],
    [
      'A4L4',
      { flags: luminance + 1, bits: 8, masks: [0xf, 0, 0, 0xf0], pixels: Buffer.from([0x8f]) },
      [255, 255, 255, 136],
    ],
    ['A8', { flags: alphaOnly, bits: 8, masks: [0, 0, 0, 0xff], pixels: Buffer.from([70]) }, [255, 255, 255, 70]],
    ['R8G8B8A8 of sRGB', { number: 29, pixels: Buffer.from([1, 2, 3, 4]) }, [1, 2, 3, 4]],
    ['B8G8R8X8', { number: 88, pixels: Buffer.from([3, 2, 1, 0]) }, [1, 2, 3, 255]],
    ['R10G10B10A2', { number: 24, pixels: Buffer.from([0xff, 0x03, 0, 0xc0]) }, [255, 0, 0, 255]],
    ['R8', { number: 61, pixels: Buffer.from([70]) }, [70, 70, 70, 255]],
    // Half of the light is 188 in sRGB; white is pressed a little, so that brighter light differs from it.
    [
      'halves of DirectX 10',
      { number: 10, pixels: halves(half.half, half.zero, half.half, half.half) },
      [188, 0, 188, 128],
    ],
    [
      'halves of DirectX 9',
      { name: 113, pixels: halves(half.half, half.zero, half.half, half.one) },
      [188, 0, 188, 255],
    ],
    ['one float', { number: 41, pixels: Buffer.from(Float32Array.from([0.5]).buffer) }, [188, 188, 188, 255]],
    ['16 bits', { number: 11, pixels: halves(0xffff, 0, 0x8080, 0xffff) }, [255, 0, 128, 255]],
  ])('%s', async (_, surface, pixel) => {
    expect(await pixelOf(surface)).toEqual(pixel);
  });

  it('is refused where it is damaged, or a bomb', async () => {
    const surface = { flags: rgb, bits: 32, masks: [0xff, 0xff00, 0xff0000], pixels: Buffer.alloc(15) };
    expect(await refusal(readDds, dds({ width: 2, height: 2, ...surface }))).toBe('corrupt');
    expect(await refusal(readDds, dds({ width: 0, height: 2, ...surface }))).toBe('corrupt');
    expect(await refusal(readDds, dds({ width: 60_000, height: 60_000, ...surface }))).toBe('too-large');
  });
});
