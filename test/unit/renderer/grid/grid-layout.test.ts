import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  layoutGrid,
  moveInGrid,
  rowAt,
  rowOfIndex,
  rowsBetween,
  tilesIn,
  type GridLayout,
  type GridMove,
  type GridSection,
} from '../../../../renderer/grid/grid-layout.ts';

function layout(sections: readonly GridSection[], width = 500): GridLayout {
  return layoutGrid(sections, {
    width,
    tileWidth: 100,
    tileHeight: (tile) => tile + 20,
    gap: 10,
    padding: 20,
    paddingEnd: 10,
    headingHeight: 40,
  });
}

const sections = fc.array(fc.record({ count: fc.nat(60), heading: fc.boolean() }), { minLength: 1, maxLength: 4 });
const widths = fc.integer({ min: 0, max: 3_000 });
const moves = fc.constantFrom<GridMove>('left', 'right', 'up', 'down', 'page-up', 'page-down', 'first', 'last');

describe('layoutGrid', () => {
  it('fills the width with as many tiles of the wanted size as fit', () => {
    const { columns, tileWidth, tileHeight } = layout([{ count: 9, heading: false }]);
    expect({ columns, tileWidth, tileHeight }).toEqual({ columns: 4, tileWidth: 110, tileHeight: 130 });
  });

  it('keeps one column in a window that is narrower than a tile', () => {
    expect(layout([{ count: 3, heading: false }], 40).columns).toBe(1);
  });

  it('shows no heading over a section without tiles', () => {
    expect(layout([{ count: 0, heading: true }]).rows).toBe(0);
  });

  it('puts every tile into exactly one row, in order, and no row over another', () => {
    fc.assert(
      fc.property(sections, widths, (parts, width) => {
        const grid = layout(parts, width);
        const rows = Array.from({ length: grid.rows }, (_, row) => rowAt(grid, row));
        const indexes = rows.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
        expect(indexes).toEqual(Array.from({ length: grid.count }, (_, index) => index));
        for (const [at, row] of rows.entries()) {
          const next = rows[at + 1];
          expect(row.top + row.height).toBeLessThanOrEqual(next?.top ?? grid.height);
        }
      }),
    );
  });

  it('finds the row of every tile', () => {
    fc.assert(
      fc.property(sections, widths, (parts, width) => {
        const grid = layout(parts, width);
        for (let index = 0; index < grid.count; index++) {
          const { start, end } = rowAt(grid, rowOfIndex(grid, index));
          expect(start <= index && index < end).toBe(true);
        }
      }),
    );
  });
});

describe('rowsBetween', () => {
  it('covers every row that touches the viewport', () => {
    fc.assert(
      fc.property(sections, widths, fc.nat(5_000), fc.nat(1_200), (parts, width, top, height) => {
        const grid = layout(parts, width);
        const [first, last] = rowsBetween(grid, top, top + height) ?? [0, -1];
        for (let row = 0; row < grid.rows; row++) {
          const place = rowAt(grid, row);
          const visible = place.top < top + height && place.top + place.height > top;
          if (visible) expect(first <= row && row <= last).toBe(true);
        }
      }),
    );
  });

  it('is nothing in an empty grid', () => {
    expect(rowsBetween(layout([]), 0, 500)).toBeNull();
  });
});

describe('moveInGrid', () => {
  const grid = layout([
    { count: 6, heading: true },
    { count: 3, heading: true },
  ]);

  it('goes down over a heading into the next section', () => {
    expect(moveInGrid(grid, 4, 'down', 3)).toBe(6);
  });

  it('goes to the last tile of a shorter row below', () => {
    expect(moveInGrid(grid, 3, 'down', 3)).toBe(5);
  });

  it('stays on the first row when there is only a heading above', () => {
    expect(moveInGrid(grid, 1, 'up', 3)).toBe(1);
  });

  it('leads to a tile whatever the key', () => {
    fc.assert(
      fc.property(sections, widths, fc.nat(), moves, fc.nat(10), (parts, width, at, move, pageRows) => {
        const any = layout(parts, width);
        fc.pre(any.count > 0);
        const target = moveInGrid(any, at % any.count, move, pageRows);
        expect(target >= 0 && target < any.count).toBe(true);
      }),
    );
  });
});

describe('tilesIn', () => {
  it('finds just the tiles that the rectangle touches', () => {
    fc.assert(
      fc.property(
        sections,
        fc.integer({ min: 200, max: 1_200 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 4, maxLength: 4 }),
        (parts, width, [a = 0, b = 0, c = 0, d = 0]) => {
          const grid = layout(parts, width);
          const band = { left: Math.min(a, b), right: Math.max(a, b), top: Math.min(c, d), bottom: Math.max(c, d) };
          const touched = Array.from({ length: grid.count }, (_, index) => index).filter((index) => {
            const row = rowAt(grid, rowOfIndex(grid, index));
            const left = grid.metrics.padding + (index - row.start) * (grid.tileWidth + grid.metrics.gap);
            return (
              left <= band.right &&
              left + grid.tileWidth >= band.left &&
              row.top <= band.bottom &&
              row.top + row.height >= band.top
            );
          });
          expect(tilesIn(grid, band)).toEqual(touched);
        },
      ),
    );
  });
});
