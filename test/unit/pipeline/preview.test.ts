import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../electron/contract/model.ts';
import { SkipError } from '../../../electron/engine/pipeline/decode.ts';
import { sharp } from '../../../electron/engine/pipeline/libvips.ts';
import { encodeFacePreview, encodePicturePreview, previewSquare } from '../../../electron/engine/pipeline/preview.ts';

describe('previewSquare', () => {
  it('shows the face with its surroundings', () => {
    const { x, y, side } = previewSquare([400, 400, 100, 100], { width: 1000, height: 1000 });
    expect(side).toBeGreaterThan(150);
    expect(x + side / 2).toBeCloseTo(450);
    expect(y + side / 2).toBeLessThan(450);
  });

  it('never leaves the picture, and holds the middle of the face', () => {
    const pixels = fc.integer({ min: 1, max: 2000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(pixels, pixels, share, share, share, share, (width, height, left, top, wide, high) => {
        const box: Box = [left * width, top * height, wide * (1 - left) * width, high * (1 - top) * height];
        const { x, y, side } = previewSquare(box, { width, height });
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + side).toBeLessThanOrEqual(width + 1e-6);
        expect(y + side).toBeLessThanOrEqual(height + 1e-6);
        const middle = [box[0] + box[2] / 2, box[1] + box[3] / 2] as const;
        expect(middle[0]).toBeGreaterThanOrEqual(x - 1e-6);
        expect(middle[0]).toBeLessThanOrEqual(x + side + 1e-6);
        expect(middle[1]).toBeGreaterThanOrEqual(y - 1e-6);
        expect(middle[1]).toBeLessThanOrEqual(y + side + 1e-6);
      }),
    );
  });
});

describe('encodeFacePreview', () => {
  const image = { width: 300, height: 100, data: new Uint8Array(300 * 100 * 3).fill(90) };

  it.each([
    ['a face in the middle', [140, 40, 20, 20], 42],
    ['a face at the border', [0, 0, 20, 20], 42],
    ['a face as large as the picture', [0, 0, 300, 100], 100],
    ['a face of a pixel', [299, 99, 1, 1], 2],
  ] as const)('is a square WebP for %s, not blown up', async (_, box, side) => {
    const { format, width, height } = await sharp(await encodeFacePreview(image, box)).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: side, height: side });
  });

  it('shrinks a large face to the size of the grid', async () => {
    const large = { width: 900, height: 900, data: new Uint8Array(900 * 900 * 3).fill(90) };
    const { width, height } = await sharp(await encodeFacePreview(large, [300, 300, 300, 300])).metadata();
    expect({ width, height }).toEqual({ width: 192, height: 192 });
  });
});

describe('encodePicturePreview', () => {
  const create = { width: 2000, height: 1000, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };

  it('is an upright, opaque WebP of at most 1,280 pixels', async () => {
    const picture = await sharp({ create }).withMetadata({ orientation: 8 }).png().toBuffer();
    const preview = await sharp(await encodePicturePreview(picture)).metadata();
    expect([preview.format, preview.width, preview.height, preview.hasAlpha]).toEqual(['webp', 640, 1280, false]);
  });

  it('does not blow up a small picture', async () => {
    const picture = await sharp({ create: { ...create, width: 30, height: 20 } })
      .png()
      .toBuffer();
    const { width, height } = await sharp(await encodePicturePreview(picture)).metadata();
    expect([width, height]).toEqual([30, 20]);
  });

  it('says why a file cannot be shown', async () => {
    await expect(encodePicturePreview(Buffer.from('text'))).rejects.toThrow(SkipError);
  });
});
