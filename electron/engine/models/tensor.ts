import type { Size } from '../../contract/model.ts';
import type { RgbImage } from '../pipeline/image.ts';
import type { PixelInput } from './manifest.ts';

/** One table per plane of the network's input: byte value → network value. */
export type PixelTables = readonly [Float32Array, Float32Array, Float32Array];

/** `(value / 255 - mean) / std` of every byte value, in the order of the network's planes. */
export function pixelTables(input: PixelInput): PixelTables {
  const table = (plane: 0 | 1 | 2): Float32Array =>
    Float32Array.from({ length: 256 }, (_, value) => (value / 255 - input.mean[plane]) / input.std[plane]);
  return [table(0), table(1), table(2)];
}

/** Sources of the three planes in an RGB pixel. */
export function planeOrder(colour: PixelInput['colour']): readonly [number, number, number] {
  return colour === 'RGB' ? [0, 1, 2] : [2, 1, 0];
}

export interface PlaneOptions {
  readonly tables: PixelTables;
  readonly order: readonly [number, number, number];
  /** Size of a plane; the picture stands at its top left. */
  readonly plane: Size;
  readonly mirrored?: boolean;
}

/**
 * Writes an RGB picture as three planes (channel, row, column) into `target` from `offset` on.
 * Pixels of the plane outside the picture keep what `target` holds there.
 */
export function writePlanes(target: Float32Array, offset: number, image: RgbImage, options: PlaneOptions): void {
  const { tables, order, plane, mirrored = false } = options;
  const area = plane.width * plane.height;
  for (const [index, channel] of order.entries()) {
    const table = tables[index as 0 | 1 | 2];
    for (let y = 0; y < image.height; y++) {
      const row = offset + index * area + y * plane.width;
      let source = y * image.width * 3 + channel + (mirrored ? (image.width - 1) * 3 : 0);
      const step = mirrored ? -3 : 3;
      for (let x = 0; x < image.width; x++, source += step) {
        target[row + x] = table[image.data[source] as number] as number;
      }
    }
  }
}
