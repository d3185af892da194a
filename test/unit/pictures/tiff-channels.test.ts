import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import { workingSide } from '../../../electron/engine/pictures/working-size.ts';
import { extraChannels } from '../../../electron/engine/pictures/tiff-channels.ts';
import { photometric, tiff } from '../../support/tiff.ts';

const red = [200, 30, 60];
const size = { width: 4, height: 2 };

/** Every pixel the same. */
function plain(pixel: readonly number[], { width, height } = size): Buffer {
  return Buffer.concat(Array.from({ length: width * height }, () => Buffer.from(pixel)));
}

function rgb(colour: readonly number[], extra: readonly { kind: number; value: number }[], of = size): Buffer {
  const pixels = plain([...colour, ...extra.map(({ value }) => value)], of);
  return tiff({ ...of, photometric: photometric.rgb, pixels, extra: extra.map(({ kind }) => kind) });
}

async function colourOf(picture: Uint8Array): Promise<number[]> {
  return [...(await decodePicture(picture)).image.data.subarray(0, 3)];
}

describe('channels that Photoshop saves beside the colours', () => {
  const selection = { kind: 0, value: 0 };

  it.each([
    ['one saved selection', [selection]],
    ['two saved selections', [selection, selection]],
    ['three of them', [selection, selection, { kind: 0, value: 255 }]],
    ['transparency and a selection', [{ kind: 2, value: 255 }, selection]],
    ['transparency behind a selection', [selection, { kind: 2, value: 255 }]],
  ] as const)('do not hide the picture: %s', async (_, extra) => {
    expect(await colourOf(rgb(red, extra))).toEqual(red);
  });

  it('hide nothing where the picture is made smaller', async () => {
    const large = { width: workingSide * 2, height: 2 };
    const { image } = await decodePicture(rgb(red, [selection, selection], large));
    expect([image.width, image.height, ...image.data.subarray(0, 3)]).toEqual([workingSide, 1, ...red]);
  });

  it('leave the first transparency what it is', async () => {
    const clear = { kind: 2, value: 0 };
    const opaque = { kind: 2, value: 255 };
    expect(await colourOf(rgb(red, [clear]))).toEqual([224, 224, 224]);
    expect(await colourOf(rgb(red, [clear, selection]))).toEqual([224, 224, 224]);
    expect(await colourOf(rgb(red, [selection, clear]))).toEqual([224, 224, 224]);
    expect(await colourOf(rgb(red, [opaque, clear]))).toEqual(red);
  });

  it('are told from greys and printing inks', async () => {
    const grey = tiff({ ...size, photometric: photometric.grey, pixels: plain([90, 0]), extra: [0] });
    expect(await colourOf(grey)).toEqual([90, 90, 90]);
    const inks = (extra: readonly number[]) =>
      tiff({ ...size, photometric: photometric.cmyk, pixels: plain([0, 220, 180, 10, ...extra.map(() => 0)]), extra });
    expect(await colourOf(inks([0]))).toEqual(await colourOf(inks([])));
    expect(await colourOf(inks([0, 0]))).toEqual(await colourOf(inks([])));
  });
});

describe('extraChannels', () => {
  const pixels = plain([...red, 0, 255]);
  const both = { ...size, photometric: photometric.rgb, pixels, extra: [0, 2] };

  it.each([true, false])('reads both orders of bytes (little: %s)', (little) => {
    expect(extraChannels(tiff(both, little))).toEqual({ count: 2, alpha: 1 });
  });

  it('leaves alone what libvips understands', () => {
    expect(extraChannels(rgb(red, []))).toBeNull();
    expect(extraChannels(rgb(red, [{ kind: 2, value: 9 }]))).toBeNull();
    expect(extraChannels(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBeNull();
  });

  it('says nothing of a file that ends too soon, wherever that is', () => {
    const whole = tiff(both);
    for (let end = 0; end < whole.length - pixels.length; end += 1) {
      expect(extraChannels(whole.subarray(0, end)) ?? { count: 2, alpha: 1 }).toEqual({ count: 2, alpha: 1 });
    }
  });
});
