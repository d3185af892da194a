import type { Metadata, Sharp, SharpOptions } from 'sharp';
import type { ReaderName } from '../../contract/formats.ts';
import type { PictureSize, Size } from '../../contract/geometry.ts';
import type { RgbImage } from '../vision/image.ts';
import { sharp, toRgb } from './libvips.ts';
import { asStill } from './avif-sequence.ts';
import { mayBeCutOff, showsHalf } from './cut-off.ts';
import { readerScript, ReaderThread } from './reading/reader-thread.ts';
import type { Reading } from './formats/reader.ts';
import { freeBytes } from './free-bytes.ts';
import { bytesFor, decodingBudget, maxPixels } from './limits/limits.ts';
import { pictureInMemory, readPictureFile } from './picture-file.ts';
import { recognise, type PictureSource } from './recognise.ts';
import { blameFile, SkipError } from './limits/skip-error.ts';
import { extraChannels, withoutExtraChannels, type ExtraChannels } from './tiff-channels.ts';
import { refuseUnreadTiff } from './tiff-unread.ts';
import { workingScale } from './working-size.ts';

export { SkipError };
export type { RgbImage };

/** Its size is that of the upright picture. */
export interface DecodedPicture extends PictureSize {
  /** Working copy, see working-size.ts. */
  readonly image: RgbImage;
  /** Pixels of the working copy per pixel of the picture, at most 1. */
  readonly scale: number;
}

/** Photoshop allows 53 beside those of the colours, and three for these. */
const maxChannels = 56;
const maxSeconds = 60;
/** Under transparent parts: neither white nor black hair or line art vanishes on it. */
const backdrop = { r: 224, g: 224, b: 224 };

/** It lives as long as the process: at rest it does not keep that alive. */
const readers = new ReaderThread(readerScript(), { longestMs: 30_000, heapMegabytes: 256 });

/**
 * Decodes a picture (file or bytes) to upright sRGB: first frame, profile applied, transparency flattened on light grey.
 * Throws SkipError for everything that the file is to blame for, and the signal's reason when aborted.
 */
export async function decodePicture(source: PictureSource, signal?: AbortSignal): Promise<DecodedPicture> {
  return withPicture(
    source,
    async (picture, shown) => {
      const side = Math.max(1, Math.round(Math.max(shown.width, shown.height) * workingScale(shown)));
      const image = await toRgb(picture.resize({ ...square(side), fit: 'inside', withoutEnlargement: true }));
      return { ...shown, image, scale: Math.max(image.width, image.height) / Math.max(shown.width, shown.height) };
    },
    signal,
  );
}

type Use<T> = (picture: Sharp, shown: PictureSize) => Promise<T>;
type Pixels = Extract<Reading, { readonly kind: 'pixels' }>;
type FailOn = NonNullable<SharpOptions['failOn']>;

/** What libvips decodes, and how. */
interface Encoded {
  readonly bytes: Uint8Array;
  readonly isPreview: boolean;
  /** Called when there is room for decoding it. */
  readonly onRoom?: () => void;
}

/**
 * Runs `use` on a sharp pipeline over the upright, flattened picture. libvips decodes while `use` pulls pixels, shrinking
 * as it loads where the format can. A file whose end is missing is read as far as it goes, where that is half of its height or more:
 * `use` runs a second time then. Errors as for decodePicture.
 */
export async function withPicture<T>(source: PictureSource, use: Use<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  const format = await recognise(source);
  if (format?.kind === 'unread') throw new SkipError('not-read', format.label);
  const held = typeof source === 'string' || source instanceof Uint8Array ? source : source.bytes;
  if (format?.kind === 'reader') return await useReader(format.reader, withoutRest(held), use, signal);
  using file = typeof held === 'string' ? await readPictureFile(held, signal) : pictureInMemory(held);
  return await useEncoded({ bytes: file.bytes, isPreview: false }, use, signal);
}

/** The reader's thread would be sent all of the memory that bytes lie in. */
function withoutRest(source: string | Uint8Array): string | Uint8Array {
  const isAll = typeof source === 'string' || source.byteLength === source.buffer.byteLength;
  return isAll ? source : new Uint8Array(source);
}

async function useReader<T>(
  reader: ReaderName,
  source: string | Uint8Array,
  use: Use<T>,
  signal?: AbortSignal,
): Promise<T> {
  using turn = new DisposableStack();
  turn.use(await readers.takeTurn(signal));
  const onRoom = (): void => turn.dispose();
  using held = await readers.read(reader, source, signal);
  const { reading } = held;
  if (reading.kind === 'pixels') return await usePixels(reading, onRoom, use, signal);
  // Decoding takes a share of its own: with this one it might be more than there is.
  held[Symbol.dispose]();
  return await useEncoded({ ...reading, onRoom }, use, signal);
}

async function usePixels<T>(pixels: Pixels, onRoom: () => void, use: Use<T>, signal?: AbortSignal): Promise<T> {
  onRoom();
  const { data, width, height, channels, isPreview } = pixels;
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: maxPixels });
  const result = await blameFile(data, () =>
    use(picture.flatten({ background: backdrop }), { width, height, isPreview }),
  );
  freeBytes(data);
  signal?.throwIfAborted();
  return result;
}

async function useEncoded<T>(encoded: Encoded, use: Use<T>, signal?: AbortSignal): Promise<T> {
  const bytes = asStill(encoded.bytes);
  try {
    return await usePicture({ ...encoded, bytes }, 'error', use, signal);
  } catch (error) {
    if (!mayBeCutOff(error)) throw error;
    const useIfHalf: Use<T> = async (picture, shown) => {
      if (await showsHalf(bytes, maxPixels)) return use(picture, shown);
      throw error;
    };
    return await usePicture({ ...encoded, bytes }, 'none', useIfHalf, signal);
  }
}

async function usePicture<T>(
  { bytes, isPreview, onRoom }: Encoded,
  failOn: FailOn,
  use: Use<T>,
  signal?: AbortSignal,
): Promise<T> {
  refuseUnreadTiff(bytes);
  // How large it is is checked here, by what the header says: libvips would say so in words that pictures share.
  const metadata = await blameFile(bytes, () =>
    sharp(bytes, { failOn, limitInputPixels: false, limitInputChannels: maxChannels, autoOrient: true }).metadata(),
  );
  const size = uprightSize(metadata);
  const extra = extraChannels(bytes);
  using _share = await decodingBudget.acquire(decodingCost(metadata, size, extra), signal);
  onRoom?.();
  const decode = async (): Promise<T> => {
    const opened = open(bytes, failOn).timeout({ seconds: maxSeconds });
    // sharp goes on in Display P3 where a picture has 16 bits and a profile, and would leave its numbers so.
    const whole = metadata.depth === 'ushort' && metadata.hasProfile ? opened.pipelineColourspace('srgb') : opened;
    const picture = extra ? await withoutExtraChannels(whole, extra) : whole;
    return use(picture.flatten({ background: backdrop }), { ...size, isPreview });
  };
  const result = await blameFile(bytes, decode, maxSeconds * 1000);
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
function decodingCost(metadata: Metadata, size: Size, extra: ExtraChannels | null): number {
  // Both copies are whole: all channels, and those that are kept.
  return bytesFor(size, extra ? 3 + extra.count + 4 : bytesPerPixel(metadata));
}

/** Peak of libvips' memory per pixel, measured on pictures of 121 megapixels and rounded up. */
function bytesPerPixel({ format, isProgressive, channels, depth }: Metadata): number {
  if (format === 'heif') return 18;
  if (format === 'gif' || format === 'webp') return 5;
  // Decoded row by row, except where the file holds the whole picture several times, each time finer.
  return isProgressive ? channels * (depth === 'ushort' ? 2 : 1) : 1;
}
