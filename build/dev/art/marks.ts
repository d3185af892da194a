import type { Box } from '../../../electron/contract/geometry.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';

/**
 * A drawn picture tells the fake detector where its faces are: its last row begins with two pixels of a colour each, one that counts
 * the faces, and one for each face: left, top and side in steps of 8 pixels.
 */
const sign = [250, 17, 203, 5, 244, 91] as const;
const step = 8;

/** Pixels to put at the beginning of the last row. `boxes`: squares on multiples of 8, below 2,040. */
export function writeMarks(boxes: readonly Box[]): Uint8Array {
  return Uint8Array.from([
    ...sign,
    boxes.length,
    0,
    0,
    ...boxes.flatMap(([x, y, side]) => [x, y, side].map((n) => n / step)),
  ]);
}

/** The boxes that a picture's marks tell; null where it has none. */
export function readMarks({ data, width, height }: RgbImage): Box[] | null {
  const row = data.subarray((height - 1) * width * 3);
  if (sign.some((value, at) => row[at] !== value)) return null;
  const faces = row[sign.length] ?? 0;
  return Array.from({ length: faces }, (_, face) => {
    const [x = 0, y = 0, side = 0] = [...row.subarray(sign.length + 3 + face * 3)].slice(0, 3).map((n) => n * step);
    return [x, y, side, side];
  });
}
