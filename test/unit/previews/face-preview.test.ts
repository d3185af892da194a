import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../electron/contract/geometry.ts';
import { encodeFacePreview, previewSquare } from '../../../electron/engine/previews/face-preview.ts';
import { sharp } from '../../../electron/engine/pictures/libvips.ts';

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
    const { format, width, height } = await sharp(await encodeFacePreview(image, box, 192)).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: side, height: side });
  });

  it('shrinks a large face to the size that is asked for', async () => {
    const large = { width: 900, height: 900, data: new Uint8Array(900 * 900 * 3).fill(90) };
    const { width, height } = await sharp(await encodeFacePreview(large, [300, 300, 300, 300], 192)).metadata();
    expect({ width, height }).toEqual({ width: 192, height: 192 });
  });

  it('shows the colours of the picture', async () => {
    const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_each, at) => [250, 120, 20][at % 3] as number);
    const preview = await encodeFacePreview({ width: 64, height: 64, data }, [16, 16, 32, 32], 192);
    const { channels } = await sharp(preview).stats();
    expect(channels.map(({ mean }) => Math.round(mean / 10) * 10)).toEqual([250, 120, 20]);
  });
});
