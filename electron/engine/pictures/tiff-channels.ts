import { sharp } from './libvips.ts';
import type { Sharp } from 'sharp';

/** The channels of a TIFF that are no colours. */
export interface ExtraChannels {
  readonly count: number;
  /** Which of them says how opaque a pixel is; null: none does. */
  readonly alpha: number | null;
}

/** Numbers of the fields and their types, TIFF 6.0. */
const extraSamples = 338;
const shortType = 3;

/**
 * The extra channels of a TIFF of which libvips does not tell transparency from a selection that Photoshop has saved, or a spot
 * colour: it takes the last one for transparency. Null for every other picture.
 */
export function extraChannels(bytes: Uint8Array): ExtraChannels | null {
  const kinds = extraKinds(bytes);
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

/** The values of the field ExtraSamples of the first picture in the file. */
function extraKinds(bytes: Uint8Array): number[] {
  const order = Buffer.from(bytes.subarray(0, 2)).toString('latin1');
  if (order !== 'II' && order !== 'MM') return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readField(view, order === 'II');
  } catch (error) {
    // It points past the end of the file: libvips says what is wrong with it.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** BigTIFF (version 43) has longer counts and offsets. Throws RangeError where the file is too short. */
function readField(view: DataView, little: boolean): number[] {
  const big = view.getUint16(2, little) === 43;
  const long = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const longBytes = big ? 8 : 4;
  const directory = long(longBytes);
  const fields = big ? long(directory) : view.getUint16(directory, little);
  const first = directory + (big ? 8 : 2);
  for (let field = 0; field < fields; field += 1) {
    const at = first + field * (big ? 20 : 12);
    if (view.getUint16(at, little) !== extraSamples) continue;
    if (view.getUint16(at + 2, little) !== shortType) return [];
    const count = long(at + 4);
    const value = at + 4 + longBytes;
    const start = count * 2 <= longBytes ? value : long(value);
    return Array.from({ length: Math.min(count, 64) }, (_, index) => view.getUint16(start + index * 2, little));
  }
  return [];
}
