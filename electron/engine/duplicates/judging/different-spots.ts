import type { Box } from '../../../contract/geometry.ts';
import type { RgbImage } from '../../vision/image.ts';

/** Pixels of a cell's side: of what is compared at 256 pixels a side, a closed eye fills one. */
const cell = 4;
/** Cells of a side over which colours are compared: JPEG keeps them at half the size, so that they bleed at every edge. */
const block = 4;
/** Levels (0..255) between the means of what looks different: saving again as JPEG stays below. */
const leastDifference = 14;
/** Cells between two that are one spot: an outline that moved is no row of dots. */
const gap = 2;
/** Of so large a share of all cells no spots are told: it differs as a whole. */
const mostOfIt = 0.5;
/** As many as an artist can look at. */
const mostSpots = 24;

const everywhere: Box = [0, 0, 1, 1];

/**
 * Where two pictures of one size look different, as boxes in shares of their sides, the largest first. What lies closer than two cells is one
 * spot. One box over all of it where more than half does.
 */
export function differentSpots(a: RgbImage, b: RgbImage): Box[] {
  const cells = differentCells(a, b);
  const { columns, rows } = cells;
  if (cells.different.length > columns * rows * mostOfIt) return [everywhere];
  const spots = spotsOf(cells).map(({ left, top, right, bottom }): Box => {
    return [left / columns, top / rows, (right + 1 - left) / columns, (bottom + 1 - top) / rows];
  });
  return spots.toSorted(([, , w1, h1], [, , w2, h2]) => w2 * h2 - w1 * h1).slice(0, mostSpots);
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** `row * columns + column` */
  readonly different: readonly number[];
}

function differentCells(a: RgbImage, b: RgbImage): Cells {
  const [columns, rows] = [Math.floor(a.width / cell), Math.floor(a.height / cell)];
  const differences = Array.from({ length: columns * rows }, (_, at) =>
    meanDifference(a, b, (at % columns) * cell, Math.floor(at / columns) * cell),
  );
  const isColoured = (colour: Colour) => Math.max(...colour.map(Math.abs)) >= leastDifference;
  const different = differences.flatMap((colour, at) => {
    const isLighter = Math.abs(lightness(colour)) >= leastDifference;
    return isLighter || (isColoured(colour) && isColoured(meanAround(differences, at, columns))) ? [at] : [];
  });
  return { columns, rows, different };
}

type Colour = readonly [r: number, g: number, b: number];

/** Of the means of the cell: edges that are drawn softer have the same. */
function meanDifference(a: RgbImage, b: RgbImage, left: number, top: number): Colour {
  const sums: [number, number, number] = [0, 0, 0];
  for (let y = top; y < top + cell; y += 1) {
    for (let x = left; x < left + cell; x += 1) {
      const at = (y * a.width + x) * 3;
      for (const channel of [0, 1, 2] as const)
        sums[channel] += (a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0);
    }
  }
  return [sums[0] / cell ** 2, sums[1] / cell ** 2, sums[2] / cell ** 2];
}

/** Of the block that the cell is in. */
function meanAround(differences: readonly Colour[], at: number, columns: number): Colour {
  const start = (place: number) => Math.floor(place / block) * block;
  const [left, top] = [start(at % columns), start(Math.floor(at / columns))];
  const inBlock = Array.from({ length: block }, (_, row) => (top + row) * columns + left).flatMap((from) =>
    differences.slice(from, Math.min(from + block, from - left + columns)),
  );
  const mean = (channel: 0 | 1 | 2) => inBlock.reduce((sum, colour) => sum + colour[channel], 0) / inBlock.length;
  return [mean(0), mean(1), mean(2)];
}

/** Rec. 601. */
function lightness([r, g, b]: Colour): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

interface Spot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The different cells that lie near each other, as boxes of cells. */
function spotsOf({ columns, different }: Cells): Spot[] {
  const left = new Set(different);
  const spots: Spot[] = [];
  for (const first of different) {
    if (!left.delete(first)) continue;
    const reached = [first];
    for (const at of reached) {
      for (const near of cellsAround(at, columns)) if (left.delete(near)) reached.push(near);
    }
    const [xs, ys] = [reached.map((at) => at % columns), reached.map((at) => Math.floor(at / columns))];
    spots.push({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) });
  }
  return spots;
}

function* cellsAround(at: number, columns: number): Generator<number> {
  const [x, y] = [at % columns, Math.floor(at / columns)];
  for (let row = y - gap; row <= y + gap; row += 1)
    for (let column = Math.max(0, x - gap); column <= Math.min(columns - 1, x + gap); column += 1)
      yield row * columns + column;
}
