import type { Size } from '../../contract/geometry.ts';
import type { RgbImage } from '../vision/image.ts';
import type { PlaneOptions } from '../vision/planes.ts';

/**
 * Writes an RGB picture as three planes (channel, row, column) into `target` from `offset` on.
 * Pixels of the plane outside the picture keep what `target` holds there.
 */
export function writePlanes(target: Float32Array, offset: number, image: RgbImage, options: PlaneOptions): void {
  const { data, width, height } = image;
  const area = options.plane.width * options.plane.height;
  const first = options.mirrored ? (width - 1) * 3 : 0;
  const step = options.mirrored ? -3 : 3;
  for (const [index, { channel, factor, shift }] of options.planes.entries()) {
    for (let y = 0; y < height; y++) {
      const row = offset + index * area + y * options.plane.width;
      let source = y * width * 3 + channel + first;
      for (let x = 0; x < width; x++, source += step) target[row + x] = (data[source] as number) * factor + shift;
    }
  }
}

/** Fills what lies right of and below a picture of `size` with a grey value, as every plane of the network sees it. */
export function writePadding(target: Float32Array, size: Size, grey: number, { planes, plane }: PlaneOptions): void {
  const area = plane.width * plane.height;
  for (const [index, { factor, shift }] of planes.entries()) {
    const value = grey * factor + shift;
    const start = index * area;
    for (let y = 0; y < size.height && size.width < plane.width; y++)
      target.fill(value, start + y * plane.width + size.width, start + (y + 1) * plane.width);
    target.fill(value, start + size.height * plane.width, start + area);
  }
}
