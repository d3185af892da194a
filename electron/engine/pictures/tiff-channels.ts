import { sharp } from './libvips.ts';
import { shortsOf, tiffFields } from './tiff-fields.ts';
import type { Sharp } from 'sharp';

/** The channels of a TIFF that are no colours. */
export interface ExtraChannels {
  readonly count: number;
  /** Which of them says how opaque a pixel is; null: none does. */
  readonly alpha: number | null;
}

/**
 * The extra channels of a TIFF of which libvips does not tell transparency from a selection that Photoshop has saved, or a spot
 * colour: it takes the last one for transparency. Null for every other picture.
 */
export function extraChannels(bytes: Uint8Array): ExtraChannels | null {
  const kinds = shortsOf(bytes, tiffFields.extraSamples);
  // Kind 0 says nothing; 1 and 2 are transparency, multiplied into the colours or not.
  const alpha = kinds.findIndex((kind) => kind === 1 || kind === 2);
  if (kinds.length === 0 || (kinds.length === 1 && alpha === 0)) return null;
  return { count: kinds.length, alpha: alpha < 0 ? null : alpha };
}

/** A pipeline over the colours and the transparency of a picture alone: libvips would resize all its channels by the last one. */
export async function withoutExtraChannels(picture: Sharp, { count, alpha }: ExtraChannels): Promise<Sharp> {
  const { data, info } = await picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 + count) throw new Error(`expected ${3 + count} channels, got ${channels}`);
  const kept = alpha === null ? [0, 1, 2] : [0, 1, 2, 3 + alpha];
  const pixels = Buffer.allocUnsafe(width * height * kept.length);
  for (let from = 0, to = 0; from < data.length; from += channels) {
    for (const channel of kept) pixels[to++] = data[from + channel] ?? 0;
  }
  return sharp(pixels, { raw: { width, height, channels: kept.length === 4 ? 4 : 3 } });
}
