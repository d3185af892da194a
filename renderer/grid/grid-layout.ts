/** Geometry of a grid of equal tiles in sections, each with an optional heading row. Lengths are CSS pixels. */

export interface GridSection {
  readonly count: number;
  readonly heading: boolean;
}

export interface GridMetrics {
  readonly width: number;
  /** Wanted width of a tile; tiles grow a little so that a row fills the width. */
  readonly tileWidth: number;
  /** Height of a tile `width` wide. */
  tileHeight(width: number): number;
  readonly gap: number;
  /** Above, below and before the tiles. */
  readonly padding: number;
  /** After the tiles; less than `padding` where the scroll bar's gutter follows. */
  readonly paddingEnd: number;
  readonly headingHeight: number;
}

interface Block {
  readonly section: number;
  readonly heading: boolean;
  readonly firstIndex: number;
  readonly count: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly top: number;
}

export interface GridLayout {
  readonly metrics: GridMetrics;
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly blocks: readonly Block[];
  readonly count: number;
  readonly rows: number;
  readonly height: number;
}

/** One row: a heading (`start === end`) or the tiles `start..end-1`. */
export interface GridRow {
  readonly row: number;
  readonly section: number;
  readonly heading: boolean;
  readonly top: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
}

export function layoutGrid(sections: readonly GridSection[], metrics: GridMetrics): GridLayout {
  const { width, gap, padding, paddingEnd, headingHeight } = metrics;
  const inner = Math.max(1, width - padding - paddingEnd);
  const columns = Math.max(1, Math.floor((inner + gap) / (metrics.tileWidth + gap)));
  const tileWidth = Math.floor((inner - gap * (columns - 1)) / columns);
  const tileHeight = metrics.tileHeight(tileWidth);
  const blocks: Block[] = [];
  let [index, row, top] = [0, 0, padding];
  for (const [section, { count, heading }] of sections.entries()) {
    const shown = heading && count > 0;
    const tileRows = Math.ceil(count / columns);
    const rows = tileRows + (shown ? 1 : 0);
    blocks.push({ section, heading: shown, firstIndex: index, count, firstRow: row, rows, top });
    index += count;
    row += rows;
    top += (shown ? headingHeight : 0) + tileRows * (tileHeight + gap);
  }
  const height = top - (index > 0 ? gap : 0) + padding;
  return { metrics, columns, tileWidth, tileHeight, blocks, count: index, rows: row, height };
}

export function rowAt(layout: GridLayout, row: number): GridRow {
  const block = layout.blocks.findLast((candidate) => candidate.rows > 0 && candidate.firstRow <= row);
  if (!block) throw new RangeError(`no row ${row}`);
  const { section, firstIndex, count, top } = block;
  const { headingHeight, gap } = layout.metrics;
  const inBlock = row - block.firstRow;
  if (block.heading && inBlock === 0) {
    return { row, section, heading: true, top, height: headingHeight, start: firstIndex, end: firstIndex };
  }
  const tileRow = inBlock - (block.heading ? 1 : 0);
  const start = firstIndex + tileRow * layout.columns;
  return {
    row,
    section,
    heading: false,
    top: top + (block.heading ? headingHeight : 0) + tileRow * (layout.tileHeight + gap),
    height: layout.tileHeight,
    start,
    end: Math.min(start + layout.columns, firstIndex + count),
  };
}

/** The row that holds the height `y`, or the nearest one. */
function rowAtHeight(layout: GridLayout, y: number): number {
  const block = layout.blocks.findLast((candidate) => candidate.rows > 0 && candidate.top <= y) ?? layout.blocks[0];
  if (!block) return 0;
  const heading = block.heading ? layout.metrics.headingHeight : 0;
  const tileRow = Math.floor((y - block.top - heading) / (layout.tileHeight + layout.metrics.gap));
  const inBlock = tileRow < 0 ? 0 : tileRow + (block.heading ? 1 : 0);
  return block.firstRow + Math.min(inBlock, Math.max(0, block.rows - 1));
}

export function rowOfIndex(layout: GridLayout, index: number): number {
  const block = layout.blocks.findLast((candidate) => candidate.count > 0 && candidate.firstIndex <= index);
  if (!block) return 0;
  return block.firstRow + (block.heading ? 1 : 0) + Math.floor((index - block.firstIndex) / layout.columns);
}

/** Rows that touch `top..bottom`, as first and last row number; null in an empty grid. */
export function rowsBetween(layout: GridLayout, top: number, bottom: number): readonly [number, number] | null {
  if (layout.rows === 0) return null;
  return [rowAtHeight(layout, top), rowAtHeight(layout, bottom)];
}

export type GridMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** Where a key leads from `index`; `pageRows` is how many rows fit on a page. */
export function moveInGrid(layout: GridLayout, index: number, move: GridMove, pageRows: number): number {
  const last = layout.count - 1;
  const inside = (target: number): number => Math.max(0, Math.min(last, target));
  switch (move) {
    case 'left':
      return inside(index - 1);
    case 'right':
      return inside(index + 1);
    case 'first':
      return 0;
    case 'last':
      return Math.max(0, last);
    case 'up':
      return moveRows(layout, index, -1);
    case 'down':
      return moveRows(layout, index, 1);
    case 'page-up':
      return moveRows(layout, index, -Math.max(1, pageRows));
    case 'page-down':
      return moveRows(layout, index, Math.max(1, pageRows));
  }
}

function moveRows(layout: GridLayout, index: number, by: number): number {
  const from = rowAt(layout, rowOfIndex(layout, index));
  const step = Math.sign(by);
  let row = Math.max(0, Math.min(layout.rows - 1, from.row + by));
  let to = rowAt(layout, row);
  while (to.heading && row + step >= 0 && row + step < layout.rows) {
    row += step;
    to = rowAt(layout, row);
  }
  if (to.heading || to.row === from.row) return index;
  return Math.min(to.start + (index - from.start), to.end - 1);
}

/** In pixels of the grid's content, origin top left, whatever has been scrolled away. */
export interface GridRectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Indexes of the tiles that touch the rectangle: what a rubber band covers. */
export function tilesIn(layout: GridLayout, { left, top, right, bottom }: GridRectangle): number[] {
  const between = rowsBetween(layout, top, bottom);
  if (!between) return [];
  const step = layout.tileWidth + layout.metrics.gap;
  const inset = layout.metrics.padding;
  const first = Math.max(0, Math.ceil((left - inset - layout.tileWidth) / step));
  const last = Math.min(layout.columns - 1, Math.floor((right - inset) / step));
  const rows = Array.from({ length: between[1] - between[0] + 1 }, (_, at) => rowAt(layout, between[0] + at));
  return rows
    .filter((row) => !row.heading && row.top <= bottom && row.top + row.height >= top)
    .flatMap(({ start, end }) => {
      const count = Math.max(0, Math.min(last, end - start - 1) - first + 1);
      return Array.from({ length: count }, (_, at) => start + first + at);
    });
}
