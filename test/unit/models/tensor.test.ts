import { describe, expect, it } from 'vitest';
import type { PixelInput } from '../../../electron/engine/vision/manifest.ts';
import { planesOf } from '../../../electron/engine/vision/planes.ts';
import { writePadding, writePlanes } from '../../../electron/engine/models/tensor.ts';

const plain: PixelInput = { name: 'image', colour: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
describe('writePlanes', () => {
  const image = { width: 2, height: 1, data: Uint8Array.of(255, 0, 51, 0, 255, 102) };
  const plane = { width: 2, height: 1 };

  it('writes one plane after another, in the colour order and normalisation of the network', () => {
    const target = new Float32Array(6);
    const bgr: PixelInput = { ...plain, colour: 'BGR', mean: [0.2, 0, 0.5], std: [1, 1, 0.5] };
    writePlanes(target, 0, image, { planes: planesOf(bgr), plane });
    const expected = [0, 0.2, 0, 1, 1, -1];
    expect([...target].every((value, at) => Math.abs(value - (expected[at] ?? Number.NaN)) < 1e-6)).toBe(true);
  });

  it('mirrors from left to right', () => {
    const target = new Float32Array(6);
    writePlanes(target, 0, image, { planes: planesOf(plain), plane, mirrored: true });
    expect([...target.subarray(0, 4)]).toEqual([0, 1, 1, 0]);
  });
});

describe('writePadding', () => {
  it('fills what is right of and below the picture, and nothing else', () => {
    const target = new Float32Array(3 * 3 * 2);
    const plane = { width: 3, height: 2 };
    writePadding(target, { width: 2, height: 1 }, 255, { planes: planesOf(plain), plane });
    expect([...target.subarray(0, 6)]).toEqual([0, 0, 1, 1, 1, 1]);
    expect([...target.subarray(12)]).toEqual([0, 0, 1, 1, 1, 1]);
  });
});
