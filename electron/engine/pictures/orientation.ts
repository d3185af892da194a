import type { Metadata } from 'sharp';
import type { Size } from '../../contract/geometry.ts';
import { asStill } from './avif-sequence.ts';
import { withPicture } from './decode.ts';
import { sharp } from './libvips.ts';
import { readPictureFile } from './picture-file.ts';
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

/** As decodePicture takes it: a file whose end is missing has a header all the same. */
async function headerOf(path: string): Promise<Pick<Metadata, 'orientation' | 'autoOrient'>> {
  try {
    return await sharp(path, { failOn: 'none' }).metadata();
  } catch (error) {
    if (!(error instanceof Error && /unsupported image format/i.test(error.message))) throw error;
    const format = await recognise(path);
    if (format?.kind === 'reader') return { autoOrient: await withPicture(path, async (_, size) => size) };
    using file = await readPictureFile(path);
    return await sharp(asStill(file.bytes)).metadata();
  }
}

function isOrientation(value: number): value is Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}
