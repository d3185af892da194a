import sharp from 'sharp';
import { expect, test } from 'vitest';
import { trimSheet } from '../../../electron/cli/files/trim-sheet.ts';

/** A white page of 100 by 200 pixels with a black box from 10 down to there. */
function page(to: number): Promise<Buffer> {
  const box = { create: { width: 50, height: to - 10, channels: 3, background: '#000000' } } as const;
  return sharp({ create: { width: 100, height: 200, channels: 3, background: '#ffffff' } })
    .composite([{ input: box, left: 20, top: 10 }])
    .png()
    .toBuffer();
}

test('the white below a sheet is taken away, but for a margin', async () => {
  const { width, height } = await sharp(await trimSheet(await page(80))).metadata();
  expect([width, height]).toEqual([100, 80 + 56]);
});

test('a sheet that goes on below its picture is refused', async () => {
  await expect(page(200).then(trimSheet)).rejects.toMatchObject({ code: 'sheet-too-long' });
});
