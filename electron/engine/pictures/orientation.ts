import type { Metadata } from 'sharp';
import type { Size } from '../../contract/geometry.ts';
import { asStill } from './avif-sequence.ts';
import { withPicture } from './decode.ts';
import { sharp } from './libvips.ts';
import { readListed, readPictureFile } from './picture-file.ts';
import { recognise } from './recognise.ts';

/** EXIF orientation: how the stored pixels are turned and mirrored to be seen. 1: they are upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface Stored {
  readonly orientation: Orientation;
  /** Size of the upright picture, pixels. */
  readonly upright: Size;
}

/** Reads the header of a picture's file. Throws SkipError, or what the system or libvips says. */
export async function readOrientation(path: string): Promise<Stored> {
  const { orientation = 1, autoOrient } = await headerOf(path);
  return {
    orientation: isOrientation(orientation) ? orientation : 1,
    upright: { width: autoOrient.width, height: autoOrient.height },
  };
}

type Header = Pick<Metadata, 'orientation' | 'autoOrient'>;

/** Nearly every picture says in its first part how large it is, and how it is turned. */
const usualHeader = 256 * 1024;

/**
 * As decodePicture takes it: a file whose end is missing has a header all the same. libvips gets bytes and never a path: of Windows' it
 * opens neither those of more than 259 characters nor the names of devices (`CON.jpg`).
 */
async function headerOf(path: string): Promise<Header> {
  const format = await recognise(path);
  if (format?.kind === 'reader') return { autoOrient: await withPicture(path, async (_, size) => size) };
  return (await headerInStart(path)) ?? (await headerInAll(path));
}

/** Null where the header goes on further back in the file. */
async function headerInStart(path: string): Promise<Header | null> {
  using start = await readListed(path, usualHeader);
  return await metadataOf(start.bytes).catch(() => null);
}

async function headerInAll(path: string): Promise<Header> {
  using file = await readPictureFile(path);
  return await metadataOf(asStill(file.bytes));
}

function metadataOf(bytes: Uint8Array): Promise<Metadata> {
  return sharp(bytes, { failOn: 'none' }).metadata();
}

function isOrientation(value: number): value is Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}
