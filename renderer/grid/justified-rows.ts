import type { Arrangement } from './arrangement.ts';
import type { GridMetrics, GridMove, GridRectangle, GridRow } from './grid-layout.ts';

/** Pictures of any proportions in rows that all fill the width: what is wide gets more of it. Lengths are CSS pixels. */

interface JustifiedMetrics extends Pick<GridMetrics, 'width' | 'gap' | 'padding' | 'paddingEnd'> {
  /** Wanted height of the pictures of a row. */
  readonly rowHeight: number;
  /** Below each picture, in its tile. */
  readonly caption: number;
}

/** Width over height that a tile can have: longer pictures are cut, or they would be a line. */
const narrowest = 0.45;
const widest = 4;
/** A row that few pictures fill grows at most so much: the last one, and one of portraits before a panorama. */
const mostGrowth = 1.5;

/** Where each row begins, how high its pictures are, and where it lies. */
interface Rows {
  readonly starts: Uint32Array;
  readonly heights: Uint16Array;
  /** Of the tile, from the top of the content; one more than there are rows. */
  readonly tops: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Rows of pictures, and what lies where in them. */
export class JustifiedRows implements Arrangement {
  readonly metrics: JustifiedMetrics;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly #ratios: Float32Array;
  readonly #inner: number;
  readonly #filled: Rows;

  /** @param ratios width over height of each picture, in order */
  constructor(ratios: Float32Array, metrics: JustifiedMetrics) {
    const { width, gap, padding, paddingEnd, rowHeight, caption } = metrics;
    this.metrics = metrics;
    this.#ratios = ratios;
    this.#inner = Math.max(1, width - padding - paddingEnd);
    this.#filled = fillRows(ratios, this.#inner, metrics);
    const { rows, columns, tops } = this.#filled;
    this.count = ratios.length;
    this.rows = rows;
    this.columns = columns;
    this.rowHeight = rowHeight + caption;
    this.height = (tops[rows] as number) - (rows > 0 ? gap : 0) + padding;
  }

  rowAt(row: number): GridRow {
    if (row < 0 || row >= this.rows) throw new RangeError(`no row ${row}`);
    const { starts, heights, tops } = this.#filled;
    const height = (heights[row] as number) + this.metrics.caption;
    const [start, top] = [starts[row] as number, tops[row] as number];
    return { row, section: 0, heading: false, top, height, start, end: this.#endOf(row) };
  }

  rowOf(index: number): number {
    return Math.max(0, lastAtMost(this.#filled.starts, this.rows, index));
  }

  widthOf(index: number): number {
    const row = this.rowOf(index);
    return Math.max(1, this.#leftOf(row, index + 1) - this.metrics.gap - this.#leftOf(row, index));
  }

  rowsBetween(top: number, bottom: number): readonly [number, number] | null {
    return this.rows === 0 ? null : [this.#rowAtHeight(top), this.#rowAtHeight(bottom)];
  }

  tilesIn(rectangle: GridRectangle): number[] {
    const [first, last] = this.rowsBetween(rectangle.top, rectangle.bottom) ?? [0, -1];
    return Array.from({ length: last - first + 1 }, (_, step) => this.rowAt(first + step))
      .filter((row) => row.top <= rectangle.bottom && row.top + row.height >= rectangle.top)
      .flatMap((row) => this.#tilesOfRow(row, rectangle));
  }

  move(index: number, move: GridMove, pageRows: number): number {
    const page = Math.max(1, pageRows);
    switch (move) {
      case 'left':
        return Math.max(0, index - 1);
      case 'right':
        return Math.min(this.count - 1, index + 1);
      case 'first':
        return 0;
      case 'last':
        return Math.max(0, this.count - 1);
      case 'up':
      case 'down':
        return this.#moveRows(index, move === 'up' ? -1 : 1);
      case 'page-up':
      case 'page-down':
        return this.#moveRows(index, move === 'page-up' ? -page : page);
    }
  }

  #moveRows(index: number, by: number): number {
    const from = this.rowOf(index);
    const to = Math.max(0, Math.min(this.rows - 1, from + by));
    return to === from ? index : this.#nearestIn(to, this.#middleOf(index));
  }

  #nearestIn(row: number, middle: number): number {
    const { start, end } = this.rowAt(row);
    const distances = Array.from({ length: end - start }, (_, at) => Math.abs(this.#middleOf(start + at) - middle));
    return start + distances.indexOf(Math.min(...distances));
  }

  #middleOf(index: number): number {
    return this.#leftOf(this.rowOf(index), index) + this.widthOf(index) / 2;
  }

  #tilesOfRow({ row, start, end }: GridRow, { left, right }: GridRectangle): number[] {
    const tiles = Array.from({ length: end - start }, (_, at) => start + at);
    return tiles.filter((index) => {
      const from = this.#leftOf(row, index);
      return from <= right && from + this.widthOf(index) >= left;
    });
  }

  #endOf(row: number): number {
    return row + 1 < this.rows ? (this.#filled.starts[row + 1] as number) : this.count;
  }

  #rowAtHeight(y: number): number {
    return Math.max(0, lastAtMost(this.#filled.tops, this.rows, y));
  }

  /** The left edge of a tile in its row; of the one after the last too. Tiles share the rounding, so that a full row ends at the edge. */
  #leftOf(row: number, index: number): number {
    const start = this.#filled.starts[row] as number;
    const before = this.#sum(start, index) * this.#exactHeight(row);
    return this.metrics.padding + Math.round(before) + (index - start) * this.metrics.gap;
  }

  /** Of a row that fills the width: before rounding. */
  #exactHeight(row: number): number {
    const [start, end] = [this.#filled.starts[row] as number, this.#endOf(row)];
    const full = (this.#inner - this.metrics.gap * (end - start - 1)) / this.#sum(start, end);
    const height = this.#filled.heights[row] as number;
    return Math.abs(full - height) < 1 ? full : height;
  }

  #sum(start: number, end: number): number {
    let sum = 0;
    for (let index = start; index < end; index += 1) sum += shown(this.#ratios[index]);
    return sum;
  }
}

/** Fills row after row: each takes one picture more as long as that brings its height nearer to the wanted one. */
function fillRows(ratios: Float32Array, inner: number, { gap, padding, rowHeight, caption }: JustifiedMetrics): Rows {
  const starts = new Uint32Array(ratios.length);
  const heights = new Uint16Array(ratios.length);
  const tops = new Float64Array(ratios.length + 1);
  let [rows, columns, top, start, sum] = [0, 0, padding, 0, 0];
  tops[0] = top;
  const close = (end: number, ratio: number): void => {
    const full = (inner - gap * (end - start - 1)) / ratio;
    const height = Math.max(1, Math.round(Math.min(full, rowHeight * mostGrowth)));
    starts[rows] = start;
    // The last row is as high as wanted, full or not.
    heights[rows] = end === ratios.length && full > rowHeight ? rowHeight : height;
    columns = Math.max(columns, end - start);
    top += (heights[rows] as number) + caption + gap;
    rows += 1;
    tops[rows] = top;
    start = end;
  };
  for (let index = 0; index < ratios.length; index += 1) {
    const ratio = shown(ratios[index]);
    const before = (inner - gap * (index - start - 1)) / sum;
    const after = (inner - gap * (index - start)) / (sum + ratio);
    if (index > start && after < rowHeight && rowHeight - after > before - rowHeight) {
      close(index, sum);
      sum = 0;
    }
    sum += ratio;
  }
  if (ratios.length > start) close(ratios.length, sum);
  return { starts, heights, tops, rows, columns };
}

function shown(ratio: number | undefined): number {
  return Math.max(narrowest, Math.min(widest, ratio ?? 1));
}

/** The last of the first `length` values, in ascending order, that is at most `value`; -1: none. */
function lastAtMost(values: Uint32Array | Float64Array, length: number, value: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
