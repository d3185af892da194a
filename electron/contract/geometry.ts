/** A rectangle in pixels of the upright (EXIF-rotated), full-size picture, origin top left. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}
