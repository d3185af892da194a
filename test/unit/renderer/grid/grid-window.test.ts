import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitWindow,
  growWindow,
  isFull,
  type GridWindow,
  type RowRange,
} from '../../../../renderer/grid/grid-window.ts';

const columns = 5;

/** Frames until the window is full; throws where it never gets there. */
function fill(start: GridWindow, wanted: RowRange): { readonly window: GridWindow; readonly frames: number } {
  let [window, frames] = [start, 0];
  while (!isFull(window, wanted)) {
    if (frames > 1_000) throw new Error('never full');
    window = growWindow(window, wanted, columns);
    frames += 1;
  }
  return { window, frames };
}

/** Rows on screen, and wanted ones around them, as scrolling leads past them. */
const places = fc.array(
  fc.tuple(fc.nat(40), fc.nat(6), fc.nat(3), fc.nat(3)).map(([top, rows, above, below]) => ({
    seen: [top, top + rows] as const,
    wanted: [Math.max(0, top - above), top + rows + below] as const,
  })),
  { minLength: 1, maxLength: 30 },
);

describe('the mounted rows of a grid', () => {
  it('are at first those on screen', () => {
    expect(fitWindow(null, [0, 6], [2, 4])).toEqual({ whole: [2, 4], filling: null });
  });

  it('grow by some tiles with each frame, below first, until none is missing', () => {
    const first = growWindow({ whole: [2, 4], filling: null }, [1, 5], columns);
    expect(first).toEqual({ whole: [2, 4], filling: { row: 5, tiles: 2 } });
    const second = growWindow(first, [1, 5], columns);
    const third = growWindow(second, [1, 5], columns);
    expect(third).toEqual({ whole: [2, 5], filling: null });
    expect(growWindow(third, [1, 5], columns)).toEqual({ whole: [2, 5], filling: { row: 1, tiles: 2 } });
    expect(fill(third, [1, 5])).toEqual({ window: { whole: [1, 5], filling: null }, frames: 3 });
  });

  it('hold all that is on screen and nothing that is not wanted, wherever scrolling leads', () => {
    fc.assert(
      fc.property(places, fc.nat(9), (path, frames) => {
        let window: GridWindow | null = null;
        for (const { seen, wanted } of path) {
          window = fitWindow(window, wanted, seen);
          const { whole, filling } = window;
          expect(whole[0]).toBeLessThanOrEqual(seen[0]);
          expect(whole[1]).toBeGreaterThanOrEqual(seen[1]);
          expect(whole[0]).toBeGreaterThanOrEqual(wanted[0]);
          expect(whole[1]).toBeLessThanOrEqual(wanted[1]);
          if (filling) expect([whole[0] - 1, whole[1] + 1]).toContain(filling.row);
          for (let frame = 0; frame < frames; frame += 1) window = growWindow(window, wanted, columns);
        }
      }),
    );
  });

  it('are all mounted after some frames at the same place', () => {
    fc.assert(
      fc.property(places, (path) => {
        for (const { seen, wanted } of path)
          expect(fill(fitWindow(null, wanted, seen), wanted).window).toEqual({ whole: wanted, filling: null });
      }),
    );
  });

  it('stay where scrolling leads on, and begin anew where it jumps', () => {
    const window = { whole: [0, 8], filling: { row: 9, tiles: 2 } } as const;
    expect(fitWindow(window, [1, 10], [3, 7])).toEqual({ whole: [1, 8], filling: { row: 9, tiles: 2 } });
    expect(fitWindow(window, [2, 11], [4, 9])).toEqual({ whole: [2, 9], filling: null });
    expect(fitWindow(window, [98, 106], [100, 104])).toEqual({ whole: [100, 104], filling: null });
  });

  it('are none in an empty grid, and come back from there', () => {
    const empty = fitWindow({ whole: [0, 8], filling: null }, [0, -1], [0, -1]);
    expect(isFull(empty, [0, -1])).toBe(true);
    expect(empty.whole).toEqual([0, -1]);
    expect(fitWindow(empty, [0, 5], [0, 3])).toEqual({ whole: [0, 3], filling: null });
  });
});
