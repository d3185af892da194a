import {
  layoutGrid,
  moveInGrid,
  rowAt,
  rowOfIndex,
  rowsBetween,
  tilesIn,
  type GridMetrics,
  type GridMove,
  type GridRectangle,
  type GridRow,
  type GridSection,
} from './grid-layout.ts';

/** Where the tiles of a grid lie, whatever rule they are laid out by. Lengths are CSS pixels. */
export interface Arrangement {
  readonly metrics: Pick<GridMetrics, 'gap' | 'padding' | 'paddingEnd'>;
  /** Tiles. */
  readonly count: number;
  readonly rows: number;
  /** The most tiles of a row. */
  readonly columns: number;
  readonly height: number;
  /** Of a usual row. */
  readonly rowHeight: number;
  rowAt(row: number): GridRow;
  rowOf(index: number): number;
  widthOf(index: number): number;
  /** Rows that touch `top..bottom`, as first and last row number; null in an empty grid. */
  rowsBetween(top: number, bottom: number): readonly [number, number] | null;
  /** Tiles that touch the rectangle. */
  tilesIn(rectangle: GridRectangle): number[];
  /** Where a key leads from `index`; `pageRows` is how many rows fit on a page. */
  move(index: number, move: GridMove, pageRows: number): number;
}

/** Equal tiles in sections. */
export function arrangeEvenly(sections: readonly GridSection[], metrics: GridMetrics): Arrangement {
  const layout = layoutGrid(sections, metrics);
  const { count, rows, columns, height, tileWidth, tileHeight } = layout;
  return {
    ...{ metrics, count, rows, columns, height, rowHeight: tileHeight },
    rowAt: (row) => rowAt(layout, row),
    rowOf: (index) => rowOfIndex(layout, index),
    widthOf: () => tileWidth,
    rowsBetween: (top, bottom) => rowsBetween(layout, top, bottom),
    tilesIn: (rectangle) => tilesIn(layout, rectangle),
    move: (index, move, pageRows) => moveInGrid(layout, index, move, pageRows),
  };
}
