import type { RgbImage } from '../../vision/image.ts';

/** Pixels: a 32nd of a side of what is compared, so that an eye that is closed or a mouth that smiles is a cell or more. */
const cell = 4;

/** The mean difference in lightness (0..255) of the cell in which two pictures of one size differ most. */
export function largestDifference(a: RgbImage, b: RgbImage): number {
  let largest = 0;
  for (let top = 0; top + cell <= a.height; top += cell) {
    for (let left = 0; left + cell <= a.width; left += cell) {
      largest = Math.max(largest, differenceIn(a, b, left, top));
    }
  }
  return largest;
}

function differenceIn(a: RgbImage, b: RgbImage, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + cell; y += 1) {
    for (let x = left; x < left + cell; x += 1) {
      const at = (y * a.width + x) * 3;
      sum += Math.abs(lightness(a.data, at) - lightness(b.data, at));
    }
  }
  return sum / (cell * cell);
}

/** Rec. 601. Colours are left out: JPEG keeps them at half the size, so that they bleed at every edge. */
function lightness(data: Uint8Array, at: number): number {
  return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}
