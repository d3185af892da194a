import type { Size } from '../../../../contract/geometry.ts';
import { compressions, photometric, tiffOf } from './tiff.ts';

interface RgbPixels extends Size {
  /** 4: with alpha. */
  readonly channels: 3 | 4;
  /** All channels of a pixel side by side. */
  readonly data: Uint8Array;
}

/** A TIFF of pixels in RGB, for libvips to apply the profile. */
export function tiffOfPixels({ width, height, channels, data }: RgbPixels, profile: Uint8Array | null): Uint8Array {
  return tiffOf({
    width,
    height,
    channels,
    photometric: photometric.rgb,
    hasAlpha: channels === 4,
    compression: compressions.none,
    rowBytes: new Uint32Array(channels * height).fill(width),
    fill: (planes) => fillPlanes(planes, data, channels),
    palette: null,
    profile,
  });
}

function fillPlanes(planes: Uint8Array, pixels: Uint8Array, channels: number): void {
  for (let channel = 0, to = 0; channel < channels; channel += 1) {
    for (let from = channel; from < pixels.length; from += channels) planes[to++] = pixels[from] as number;
  }
}
