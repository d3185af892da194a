import { readFile, stat } from 'node:fs/promises';
import type { Metadata, Sharp } from 'sharp';
import type { Size, SkipReason } from '../../contract/model.ts';
import type { RgbImage } from './image.ts';
import { sharp, toRgb } from './libvips.ts';
import { MemoryBudget } from './memory-budget.ts';

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

/** The file itself is to blame: it costs one row in the skipped list. */
export class SkipError extends Error {
  readonly reason: SkipReason;
  readonly detail: string;

  constructor(reason: SkipReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.name = 'SkipError';
    this.reason = reason;
    this.detail = detail;
  }
}

/** Lower-case endings of file names that are worth opening, without the dot. */
export const pictureExtensions: ReadonlySet<string> = new Set('png jpg jpeg jpe webp gif avif tif tiff'.split(' '));

/** Longer side of the working copy: a face of 20 px in the detector's input is still sharp enough to embed. */
export const workingSide = 2048;

const maxFileBytes = 256 * 1024 * 1024;
const maxPixels = 2 ** 28;
/** For all pictures that are being decoded at the same moment. */
const decodingBytes = 640 * 1024 * 1024;
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

/**
 * Runs `use` on a sharp pipeline over the upright, flattened picture. libvips decodes while `use` pulls pixels, shrinking
 * as it loads where the format can. Errors as for decodePicture.
 */
export async function withPicture<T>(
  source: string | Uint8Array,
  use: (picture: Sharp, size: Size) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  // The whole file at once: a slow or vanishing drive fails here, and no handle is open while libvips works.
  const bytes = typeof source === 'string' ? await readBytes(source) : source;
  if (bytes.length === 0) throw new SkipError('empty', 'the file has no bytes');
  const metadata = await attempt(bytes, () => open(bytes).metadata());
  const size = uprightSize(metadata);
  using _share = await budget.acquire(decodingCost(metadata, size), signal);
  const picture = open(bytes).timeout({ seconds: maxSeconds }).flatten({ background: backdrop });
  const result = await attempt(bytes, () => use(picture, size));
  signal?.throwIfAborted();
  return result;
}

function square(side: number): Size {
  return { width: side, height: side };
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { autoOrient: true, failOn: 'error', limitInputPixels: maxPixels });
}

function uprightSize({ autoOrient }: Metadata): Size {
  return { width: autoOrient.width, height: autoOrient.height };
}

/** Bytes that decoding takes. Throws SkipError where it would be more than there is for all pictures together. */
function decodingCost(metadata: Metadata, { width, height }: Size): number {
  const bytes = width * height * bytesPerPixel(metadata);
  if (bytes > decodingBytes) throw new SkipError('too-large', `${width} × ${height} pixels`);
  return bytes;
}

/** Peak of libvips' memory per pixel, measured on pictures of 121 megapixels and rounded up. */
function bytesPerPixel({ format, isProgressive, channels, depth }: Metadata): number {
  if (format === 'heif') return 18;
  if (format === 'gif' || format === 'webp') return 5;
  // Row by row, unless the file holds the whole picture several times over, finer each time.
  return isProgressive ? channels * (depth === 'ushort' ? 2 : 1) : 1;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxFileBytes) throw new SkipError('too-large', `${Math.round(size / 2 ** 20)} MB`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof SkipError) throw cause;
    throw new SkipError('unreadable', messageOf(cause), { cause });
  }
}

async function attempt<T>(bytes: Uint8Array, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof SkipError) throw cause;
    const detail = messageOf(cause);
    throw new SkipError(reasonOf(detail, bytes), detail, { cause });
  }
}

function reasonOf(message: string, bytes: Uint8Array): SkipReason {
  if (/pixel limit|timeout/i.test(message)) return 'too-large';
  return startsLikePicture(bytes) ? 'corrupt' : 'not-a-picture';
}

/** libvips reports one line per attempt; the first one says it. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}

/** First bytes of the formats that are read; RIFF and ISO media files name theirs at an offset. */
const signatures: readonly { readonly at: number; readonly text: string }[] = [
  { at: 0, text: '\x89PNG' },
  { at: 0, text: '\xff\xd8\xff' },
  { at: 0, text: 'GIF8' },
  { at: 8, text: 'WEBP' },
  { at: 4, text: 'ftypavi' },
  { at: 4, text: 'ftypmif1' },
  { at: 0, text: 'II*\0' },
  { at: 0, text: 'MM\0*' },
  { at: 0, text: 'II+\0' },
  { at: 0, text: 'MM\0+' },
];

function startsLikePicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return signatures.some(({ at, text }) => start.startsWith(text, at));
}
