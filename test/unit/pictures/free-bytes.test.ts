import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../electron/engine/pictures/decode.ts';
import { freeBytes } from '../../../electron/engine/pictures/free-bytes.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

describe('freeBytes', () => {
  it('gives the pixels of a picture back, which V8 counts', async () => {
    const create = { width: 1000, height: 1000, channels: 3, background: 'red' } as const;
    const { image } = await decodePicture(await sharp({ create }).png().toBuffer());
    const before = process.memoryUsage().external;
    freeBytes(image.data);
    expect(image.data).toHaveLength(0);
    expect(before - process.memoryUsage().external).toBeGreaterThan(2_900_000);
    expect(() => freeBytes(image.data)).not.toThrow();
  });

  it('leaves bytes alone that share their memory', () => {
    const all = Uint8Array.of(1, 2, 3, 4);
    freeBytes(all.subarray(1, 3));
    expect([...all]).toEqual([1, 2, 3, 4]);
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    freeBytes(shared);
    expect(shared).toHaveLength(4);
  });
});
