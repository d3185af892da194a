import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureEndings, pictureFormats } from '../../../electron/contract/formats.ts';

test('an ending belongs to one format, in lower case and without a dot', () => {
  expect(new Set(pictureEndings).size).toBe(pictureEndings.length);
  for (const ending of pictureEndings) expect(ending).toMatch(/^[a-z0-9]+$/);
});

test('what is read is what artists were promised', () => {
  const promised = ['avif', 'gif', 'jfi', 'jfif', 'jif', 'jpe', 'jpeg', 'jpg', 'png', 'tif', 'tiff', 'apng', 'webp'];
  expect(pictureEndings.toSorted()).toEqual(promised.sort());
});

test('a picture of each format begins with one of its signatures', async () => {
  const dot = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  for (const { label, signatures } of pictureFormats) {
    const name = label.toLowerCase() as 'png';
    const bytes = await dot.clone().toFormat(name).toBuffer();
    const start = bytes.subarray(0, 16).toString('latin1');
    expect(
      signatures.some(({ at, text }) => start.startsWith(text, at)),
      label,
    ).toBe(true);
  }
});
