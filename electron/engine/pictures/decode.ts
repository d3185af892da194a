import type { Metadata, Sharp, SharpOptions } from 'sharp';
import type { Size } from '../../contract/geometry.ts';
import type { RgbImage } from '../vision/image.ts';
import { sharp, toRgb } from './libvips.ts';
import { MemoryBudget } from '../flow/memory-budget.ts';
import { asStill } from './avif-sequence.ts';
import { mayBeCutOff, showsHalf } from './cut-off.ts';
import { pictureInMemory, readPictureFile } from './picture-file.ts';
import { blameFile, SkipError } from './skip-error.ts';
import { extraChannels, withoutExtraChannels, type ExtraChannels } from './tiff-channels.ts';

export { SkipError };
export type { RgbImage };

export interface DecodedPicture {
  /** Size of the upright picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Working copy, longer side at most `workingSide`. */
  readonly image: RgbImage;
  /** Pixels of the working copy per pixel of the picture, at most 1. */
  readonly scale: number;
}

/** Longer side of the working copy: a face of 20 px in the detector's input is still sharp enough to embed. */
export const workingSide = 2048;

const maxPixels = 2 ** 28;
/** Photoshop allows 53 beside those of the colours, and three for these. */
const maxChannels = 56;
/** For all pictures that are being decoded at the same moment; one that takes more is decoded alone, up to `largestBytes`. */
const decodingBytes = 192 * 1024 * 1024;
const largestBytes = 640 * 1024 * 1024;
const maxSeconds = 60;
/** Under transparent parts: neither white nor black hair or line art vanishes on it. */
const backdrop = { r: 224, g: 224, b: 224 };

const budget = new MemoryBudget(decodingBytes);

/**
 * Decodes a picture (file or bytes) to upright sRGB: first frame, profile applied, transparency flattened on light grey.
 * Throws SkipError for everything that the file is to blame for, and the signal's reason when aborted.
 */
export async function decodePicture(source: string | Uint8Array, signal?: AbortSignal): Promise<DecodedPicture> {
  return withPicture(
    source,
    async (picture, size) => {
      const image = await toRgb(picture.resize({ ...square(workingSide), fit: 'inside', withoutEnlargement: true }));
      return { ...size, image, scale: Math.max(image.width, image.height) / Math.max(size.width, size.height) };
    },
    signal,
  );
}

type Use<T> = (picture: Sharp, size: Size) => Promise<T>;
type FailOn = NonNullable<SharpOptions['failOn']>;

/**
 * Runs `use` on a sharp pipeline over the upright, flattened picture. libvips decodes while `use` pulls pixels, shrinking
 * as it loads where the format can. A file whose end is missing is read as far as it goes, where that is half of its height or more:
 * `use` runs a second time then. Errors as for decodePicture.
 */
export async function withPicture<T>(source: string | Uint8Array, use: Use<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  using file = typeof source === 'string' ? await readPictureFile(source, signal) : pictureInMemory(source);
  const bytes = asStill(file.bytes);
  try {
    return await usePicture(bytes, 'error', use, signal);
  } catch (error) {
    if (!mayBeCutOff(error)) throw error;
    const useIfHalf: Use<T> = async (picture, size) => {
      if (await showsHalf(bytes, maxPixels)) return use(picture, size);
      throw error;
    };
    return await usePicture(bytes, 'none', useIfHalf, signal);
  }
}

async function usePicture<T>(bytes: Uint8Array, failOn: FailOn, use: Use<T>, signal?: AbortSignal): Promise<T> {
  const metadata = await blameFile(bytes, () => open(bytes, failOn).metadata());
  const size = uprightSize(metadata);
  const extra = extraChannels(bytes);
  using _share = await budget.acquire(decodingCost(metadata, size, extra), signal);
  const result = await blameFile(bytes, async () => {
    const whole = open(bytes, failOn).timeout({ seconds: maxSeconds });
    const picture = extra ? await withoutExtraChannels(whole, extra) : whole;
    return use(picture.flatten({ background: backdrop }), size);
  });
  signal?.throwIfAborted();
  return result;
}

function square(side: number): Size {
  return { width: side, height: side };
}

function open(bytes: Uint8Array, failOn: FailOn): Sharp {
  return sharp(bytes, { autoOrient: true, failOn, limitInputPixels: maxPixels, limitInputChannels: maxChannels });
}

function uprightSize({ autoOrient }: Metadata): Size {
  return { width: autoOrient.width, height: autoOrient.height };
}

/** Bytes that decoding takes. Throws SkipError where it would be more than one picture may take. */
function decodingCost(metadata: Metadata, { width, height }: Size, extra: ExtraChannels | null): number {
  // Both copies are whole: all channels, and those that are kept.
  const bytes = width * height * (extra ? 3 + extra.count + 4 : bytesPerPixel(metadata));
  if (bytes > largestBytes) throw new SkipError('too-large', `${width} × ${height} pixels`);
  return bytes;
}

/** Peak of libvips' memory per pixel, measured on pictures of 121 megapixels and rounded up. */
function bytesPerPixel({ format, isProgressive, channels, depth }: Metadata): number {
  if (format === 'heif') return 18;
  if (format === 'gif' || format === 'webp') return 5;
  // Decoded row by row, except where the file holds the whole picture several times, each time finer.
  return isProgressive ? channels * (depth === 'ushort' ? 2 : 1) : 1;
}
