import type { Box, Size } from '../../contract/geometry.ts';

/** Where the face lies in a picture that is a head: nearly all of 1,225 labelled heads in which a face is found surely. */
const head = {
  /** The box's longer side, in longer sides of the picture. */
  smallest: 0.25,
  /** How far its centre lies from the picture's, in widths and heights. */
  across: 0.17,
  above: 0.2,
  below: 0.3,
  /** The longer side of the picture, in shorter ones. */
  longest: 1.7,
};

/** Whether a face here would make the whole picture one head: an icon, a portrait. */
export function isHead([x, y, width, height]: Box, picture: Size): boolean {
  const longer = Math.max(picture.width, picture.height);
  const across = (x + width / 2) / picture.width - 0.5;
  const down = (y + height / 2) / picture.height - 0.5;
  return (
    Math.max(width, height) >= head.smallest * longer &&
    Math.abs(across) <= head.across &&
    down >= -head.above &&
    down <= head.below &&
    longer <= head.longest * Math.min(picture.width, picture.height)
  );
}
