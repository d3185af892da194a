import { expect, it } from 'vitest';
import { asStill } from '../../../electron/engine/pictures/avif-sequence.ts';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

/** A box of ISO 14496-12. */
function box(name: string, content: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + content.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), content]);
}

/** An animation as avifenc stores it: the first frame as a still picture, behind it the film. */
async function animation(): Promise<Buffer> {
  const still = await sharp({ create: { width: 60, height: 40, channels: 4, background: '#e08228' } })
    .avif({ lossless: true })
    .toBuffer();
  still.write('avis', 8, 'latin1');
  return Buffer.concat([still, box('moov', box('mvhd', Buffer.alloc(100)))]);
}

it('an AVIF animation is shown by its first frame', async () => {
  const { width, height, image } = await decodePicture(await animation());
  expect([width, height]).toEqual([60, 40]);
  const [r = 0, g = 0, b = 0] = image.data;
  for (const [is, was] of [
    [r, 0xe0],
    [g, 0x82],
    [b, 0x28],
  ] as const)
    expect(Math.abs(is - was)).toBeLessThan(4);
});

it('what was read stays as it was, for its hash', async () => {
  const bytes = await animation();
  const before = Buffer.from(bytes);
  await decodePicture(bytes);
  expect(bytes.equals(before)).toBe(true);
});

it('one that is a film only is not supported, and not called damaged', async () => {
  const film = Buffer.concat([box('ftyp', Buffer.from('avis\0\0\0\0avis', 'latin1')), box('moov', Buffer.alloc(64))]);
  await expect(decodePicture(film)).rejects.toMatchObject({ reason: 'not-supported' });
});

it('boxes that lie of their length end the search', () => {
  for (const length of [0, 7, 2 ** 32 - 1]) {
    const broken = box('ftyp', Buffer.from('avis\0\0\0\0', 'latin1'));
    broken.writeUInt32BE(length);
    expect(() => asStill(broken)).toThrow('not-supported');
  }
});
