/** A rectangle in pixels of the upright (EXIF-rotated), full-size picture, origin top left. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of a picture as it is shown, pixels. */
export interface PictureSize extends Size {
  /** It is a smaller picture that the file holds beside the real one, which cannot be read. */
  readonly isPreview: boolean;
}

/** Of the squares that a picture's own pixels are shown in, pixels. */
export const tileSide = 512;

/** The value itself where it lies between the two, else the nearer of them. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
