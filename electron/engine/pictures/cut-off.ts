import { sharp } from './libvips.ts';
import { SkipError } from './limits/skip-error.ts';

const side = 64;
/** What the decoder of JPEG shows where nothing was stored. */
const grey = 128;
const tolerance = 2;

/** Its end may be missing. libvips has no codes for that, and its words may be those of a picture that is decoded at the same time. */
export function mayBeCutOff(error: unknown): boolean {
  return error instanceof SkipError && error.reason === 'corrupt';
}

/**
 * Is at least half of the height there, as far as it can be decoded? What is missing has one colour, from some row to the last.
 * Throws what libvips says.
 */
export async function showsHalf(bytes: Uint8Array, limitInputPixels: number): Promise<boolean> {
  const { data, info } = await sharp(bytes, { failOn: 'none', ignoreIcc: true, limitInputPixels })
    .resize({ width: side, height: side, fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const last = [...data.subarray(-info.channels)];
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  if (isJpeg && !last.every((value) => isNear(value, grey))) return true;
  const shown = data.findLastIndex((value, at) => !isNear(value, last[at % info.channels] ?? 0));
  return shown >= data.length / 2;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance;
}
