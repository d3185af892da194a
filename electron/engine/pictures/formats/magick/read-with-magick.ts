import {
  ColorSpace,
  ImageMagick,
  MagickImage,
  MagickReadSettings,
  Orientation,
  type IMagickImage,
} from '@imagemagick/magick-wasm';
import type { Size } from '../../../../contract/geometry.ts';
import { bytesFor, checkLength } from '../../limits/limits.ts';
import { messageOf, SkipError } from '../../limits/skip-error.ts';
import type { FileBytes, MakeRoom, Reader, Reading } from '../reader.ts';
import { tiffOfPixels } from '../tiff/tiff-of-pixels.ts';
import { openMagick, renewMagick, type Coder } from './magick.ts';

/** Its own copy of the pixels, what it grows by at a time, ours, and one with a profile. */
const bytesPerPixel = 16;
/** And another copy, where it is turned upright. */
const turningBytes = 4;
/** The file is there twice: ours, and its copy of it. */
const copies = 2.5;
const largestFile = 256 * 1024 * 1024;
/** It keeps memory that it once had; more than this is not worth keeping. */
const keptBytes = 96 * 1024 * 1024;

/** A reader of what one coder of ImageMagick reads, and no other: first picture, profile applied. */
export function readerOf(coder: Coder): Reader {
  return async (file, makeRoom) => readPicture(coder, wholeFile(file, makeRoom), makeRoom);
}

/** Reads the first picture. `makeRoom` is asked for all that this takes, the file included. Throws SkipError. */
export async function readPicture(coder: Coder, bytes: Uint8Array, makeRoom: MakeRoom): Promise<Reading> {
  await openMagick();
  try {
    const { size, isTurned } = ping(coder, bytes);
    const room = bytesFor(size, isTurned ? bytesPerPixel + turningBytes : bytesPerPixel) + bytes.length * copies;
    makeRoom(room);
    const reading = ImageMagick.read(bytes, settings(coder), pixelsOf);
    if (room > keptBytes) renewMagick();
    return reading;
  } catch (error) {
    // Whatever went wrong inside of it, the next file starts afresh.
    renewMagick();
    throw blame(error);
  }
}

/** Throws SkipError where the file is larger than any picture of these formats. */
function wholeFile(file: FileBytes, makeRoom: MakeRoom): Uint8Array {
  checkLength(file.size, largestFile);
  makeRoom(file.size * copies);
  return file.read(0, file.size);
}

function settings(coder: Coder): MagickReadSettings {
  // It names the coder: it does not go by the content, which may ask for another one.
  return new MagickReadSettings({
    format: coder as NonNullable<MagickReadSettings['format']>,
    frameIndex: 0,
    frameCount: 1,
  });
}

function ping(coder: Coder, bytes: Uint8Array): { readonly size: Size; readonly isTurned: boolean } {
  const image = MagickImage.create();
  try {
    image.ping(bytes, settings(coder));
    return { size: { width: image.width, height: image.height }, isTurned: image.orientation > Orientation.TopLeft };
  } finally {
    image.dispose();
  }
}

function pixelsOf(image: IMagickImage): Reading {
  // libjxl leaves that to whoever shows the picture; of HEIC it is done already.
  if (image.orientation > Orientation.TopLeft) image.autoOrient();
  if (image.colorSpace !== ColorSpace.sRGB) image.colorSpace = ColorSpace.sRGB;
  const { width, height, channelCount, hasAlpha } = image;
  const channels = hasAlpha ? 4 : 3;
  const data = image.getPixels((pixels) => {
    // What it shows here is its own memory, which the next step may move.
    if (channelCount === channels) return new Uint8Array(pixels.getArea(0, 0, width, height));
    return pixels.toByteArray(0, 0, width, height, hasAlpha ? 'RGBA' : 'RGB');
  });
  if (!data) throw new SkipError('corrupt', 'it has no pixels');
  const profile = image.getColorProfile()?.data;
  if (profile) {
    return { kind: 'encoded', bytes: tiffOfPixels({ width, height, channels, data }, profile), isPreview: false };
  }
  return { kind: 'pixels', width, height, channels, data, isPreview: false };
}

function blame(error: unknown): SkipError {
  if (error instanceof SkipError) return error;
  const message = messageOf(error);
  return new SkipError(reasonOf(message), message, { cause: error });
}

function reasonOf(message: string): SkipError['reason'] {
  if (/ExceedsLimit|ResourceLimit|memory|CacheResources|TooManyImages/i.test(message)) return 'too-large';
  if (/NotSupported|Unsupported|NotAuthorized/i.test(message)) return 'not-supported';
  return 'corrupt';
}
