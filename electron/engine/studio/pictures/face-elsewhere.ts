import type { Box, PictureSize } from '../../../contract/geometry.ts';

/** A face of a picture that a colleague has. */
export interface FaceElsewhere {
  /** SHA-256 of the picture, hex. */
  readonly hash: string;
  readonly size: PictureSize;
  readonly box: Box;
  /** Unit length, as the models made it. */
  readonly vector: Float32Array;
}
