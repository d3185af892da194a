/** Which rows of a grid are mounted, and how that grows: a few tiles with each frame, so that no frame has to wait for a row. */

/** First and last row number, both included. */
export type RowRange = readonly [first: number, last: number];

export interface GridWindow {
  readonly whole: RowRange;
  /** The row beside the whole ones that is being filled from its first tile on; null: none. */
  readonly filling: { readonly row: number; readonly tiles: number } | null;
}

/** In how many frames a row is filled: before the wheel, at 40 px a frame, needs the next one. */
const framesPerRow = 4;

/**
 * The window without the rows that are not `wanted` any more, and with all that are `seen`: nothing on screen waits.
 * `seen` lies within `wanted`.
 */
export function fitWindow(window: GridWindow | null, wanted: RowRange, seen: RowRange): GridWindow {
  if (!window || window.whole[1] < seen[0] - 1 || window.whole[0] > seen[1] + 1) return { whole: seen, filling: null };
  const first = Math.max(wanted[0], Math.min(seen[0], window.whole[0]));
  const last = Math.min(wanted[1], Math.max(seen[1], window.whole[1]));
  const row = window.filling?.row;
  const beside = (row === first - 1 && row >= wanted[0]) || (row === last + 1 && row <= wanted[1]);
  return { whole: [first, last], filling: beside ? window.filling : null };
}

export function isFull({ whole }: GridWindow, wanted: RowRange): boolean {
  return whole[0] <= wanted[0] && whole[1] >= wanted[1];
}

/** The window a frame later; below first, which is where artists scroll to. `columns`: tiles of a row. */
export function growWindow(window: GridWindow, wanted: RowRange, columns: number): GridWindow {
  if (isFull(window, wanted)) return window;
  const [first, last] = window.whole;
  const row = window.filling?.row ?? (last < wanted[1] ? last + 1 : first - 1);
  const tiles = (window.filling?.tiles ?? 0) + Math.ceil(columns / framesPerRow);
  if (tiles < columns) return { whole: window.whole, filling: { row, tiles } };
  return { whole: [Math.min(first, row), Math.max(last, row)], filling: null };
}
