import { inflateSync } from 'node:zlib';
import { SkipError } from '../../limits/skip-error.ts';
import { emptyCanvas, type Pixels } from '../layers/compose.ts';
import type { Sprite } from './aseprite-chunks.ts';

/** Turns stored pixels into RGBA. */
export interface Colours {
  readonly sprite: Sprite;
  readonly palette: Uint8Array;
}

/** A cel or a tileset has no more than this. */
export const mostPixels = 2 ** 26;

export function inflate(packed: Buffer, length: number): Buffer {
  const bytes = inflateSync(packed, { maxOutputLength: Math.max(1, length) });
  if (bytes.length < length) throw new SkipError('corrupt', 'its pixels end too early');
  return bytes;
}

/** RGBA of stored pixels. `isBackground`: no colour of the palette stands for nothing. */
export function pixelsOf(
  stored: Buffer,
  width: number,
  height: number,
  { sprite, palette }: Colours,
  isBackground: boolean,
): Pixels {
  const pixels = emptyCanvas(width, height);
  const { data } = pixels;
  const bytes = sprite.depth / 8;
  if (stored.length < width * height * bytes) throw new SkipError('corrupt', 'its pixels end too early');
  if (bytes === 4) data.set(stored.subarray(0, data.length));
  else {
    for (let to = 0, from = 0; to < data.length; to += 4, from += bytes) {
      const value = stored[from] as number;
      if (bytes === 2) data.set([value, value, value, stored[from + 1] as number], to);
      else if (isBackground || value !== sprite.clearIndex) data.set(palette.subarray(value * 4, value * 4 + 4), to);
    }
  }
  return pixels;
}
