import type { Size } from '../../contract/geometry.ts';
import type { PixelInput } from './manifest.ts';

/** How a plane of the network's input comes from a byte of an RGB pixel: `byte * factor + shift`. */
export interface Plane {
  /** Place of the byte in the pixel: 0 red, 1 green, 2 blue. */
  readonly channel: number;
  readonly factor: number;
  readonly shift: number;
}

export type Planes = readonly [Plane, Plane, Plane];

/** The planes of `(value / 255 - mean) / std`, in the order in which the network wants them. */
export function planesOf({ colour, mean, std }: PixelInput): Planes {
  const plane = (index: 0 | 1 | 2): Plane => ({
    channel: colour === 'RGB' ? index : 2 - index,
    factor: 1 / (255 * std[index]),
    shift: -mean[index] / std[index],
  });
  return [plane(0), plane(1), plane(2)];
}

export interface PlaneOptions {
  readonly planes: Planes;
  /** Size of a plane in the tensor; the picture stands at its top left. */
  readonly plane: Size;
  readonly mirrored?: boolean;
}
