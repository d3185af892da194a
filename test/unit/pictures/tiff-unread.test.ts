import { expect, it } from 'vitest';
import { decodePicture, SkipError } from '../../../electron/engine/pictures/decode.ts';
import { photometric, tiff } from '../../support/tiff.ts';

const plain = { width: 16, height: 16, photometric: photometric.rgb, pixels: new Uint8Array(768).fill(90), extra: [] };

async function outcome(file: Buffer): Promise<string> {
  try {
    await decodePicture(file);
    return 'read';
  } catch (error) {
    return error instanceof SkipError ? error.reason : String(error);
  }
}

it('a TIFF that is stored in a way that libvips does not read is not called damaged', async () => {
  expect(await outcome(tiff(plain))).toBe('read');
  expect(await outcome(tiff({ ...plain, planarTiles: 16 }))).toBe('not-supported');
  expect(await outcome(tiff({ ...plain, compression: 6 }))).toBe('not-supported');
  // LZMA, which the libtiff of sharp is built without.
  expect(await outcome(tiff({ ...plain, compression: 34_925 }))).toBe('not-supported');
  expect(await outcome(tiff({ ...plain, bits: 12 }))).toBe('not-supported');
  expect(await outcome(tiff({ ...plain, photometric: photometric.lab }))).toBe('not-supported');
  expect(await outcome(tiff(plain).subarray(0, 60))).toBe('corrupt');
});

it('numbers that are no colours are not shown as if they were', async () => {
  expect(await outcome(tiff({ ...plain, bits: 32 }))).toBe('not-supported');
  expect(await outcome(tiff({ ...plain, sampleFormat: 2 }))).toBe('not-supported');
});
