import type { Size } from '../../contract/geometry.ts';
import { sharp } from './libvips.ts';

/** EXIF orientation: how the stored pixels are turned and mirrored to be seen. 1: they are upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface Stored {
  readonly orientation: Orientation;
  /** Size of the upright picture, pixels. */
  readonly upright: Size;
}

/** Reads the header of a picture's file. Throws what the system or libvips says. */
export async function readOrientation(path: string): Promise<Stored> {
  const { orientation = 1, autoOrient } = await sharp(path).metadata();
  return {
    orientation: isOrientation(orientation) ? orientation : 1,
    upright: { width: autoOrient.width, height: autoOrient.height },
  };
}

function isOrientation(value: number): value is Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}
