import type { RgbImage } from './image.ts';

/**
 * What a picture looks like as a whole, to find its other versions: 32 bytes of `lines` (a difference hash of 16 × 16 bits: is a cell lighter
 * than its neighbour on the left), then 48 of `colours` (the mean RGB of 4 × 4 cells). Sizes, formats and compression hardly change it.
 */
export const likenessBytes = { lines: 32, colours: 48 } as const;

const cells = 16;
/** Levels of 255 that compression moves the mean of a cell by: on an even ground chance would decide otherwise. */
const noise = 2;
const patches = 4;

export function likenessOf(image: RgbImage): Uint8Array {
  const made = new Uint8Array(likenessBytes.lines + likenessBytes.colours);
  const grid = meansOf(image, cells + 1, cells);
  for (let at = 0; at < cells * cells; at += 1) {
    const cell = Math.floor(at / cells) * (cells + 1) + (at % cells);
    if (lightness(grid, cell + 1) > lightness(grid, cell) + noise)
      made[at >> 3] = (made[at >> 3] ?? 0) | (1 << (at & 7));
  }
  made.set(meansOf(image, patches, patches).map(Math.round), likenessBytes.lines);
  return made;
}

/** Mean RGB of each cell of a grid over the picture, row by row. At most 32 × 32 pixels of a cell are looked at. */
function meansOf({ data, width, height }: RgbImage, columns: number, rows: number): Float64Array {
  const means = new Float64Array(columns * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    const down = pixelsOf(row, rows, height);
    for (let column = 0; column < columns; column += 1) {
      const across = pixelsOf(column, columns, width);
      const at = (row * columns + column) * 3;
      for (const y of down) {
        for (const x of across) {
          const pixel = (y * width + x) * 3;
          for (let c = 0; c < 3; c += 1) means[at + c] = (means[at + c] ?? 0) + (data[pixel + c] ?? 0);
        }
      }
      for (let c = 0; c < 3; c += 1) means[at + c] = (means[at + c] ?? 0) / (down.length * across.length);
    }
  }
  return means;
}

const mostSamples = 32;

/** Places of pixels in one of `parts` equal parts of a side. */
function pixelsOf(part: number, parts: number, length: number): number[] {
  const [from, to] = [(part * length) / parts, ((part + 1) * length) / parts];
  const count = Math.max(1, Math.min(mostSamples, Math.floor(to - from)));
  return Array.from({ length: count }, (_, k) =>
    Math.min(length - 1, Math.floor(from + ((k + 0.5) * (to - from)) / count)),
  );
}

/** Rec. 601. */
function lightness(rgb: Float64Array, cell: number): number {
  return 0.299 * (rgb[cell * 3] ?? 0) + 0.587 * (rgb[cell * 3 + 1] ?? 0) + 0.114 * (rgb[cell * 3 + 2] ?? 0);
}
