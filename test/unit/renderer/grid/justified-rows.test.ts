import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JustifiedRows } from '../../../../renderer/grid/justified-rows.ts';

const metrics = { gap: 8, padding: 16, paddingEnd: 4, rowHeight: 192, caption: 24 };

function rows(ratios: readonly number[], width = 1_000): JustifiedRows {
  return new JustifiedRows(Float32Array.from(ratios), { ...metrics, width });
}

const ratios = fc.array(fc.float({ min: Math.fround(0.02), max: 20, noNaN: true }), { maxLength: 80 });
const widths = fc.integer({ min: 40, max: 4_000 });

function widthOfRow(grid: JustifiedRows, row: number): number {
  const { start, end } = grid.rowAt(row);
  const tiles = Array.from({ length: end - start }, (_, at) => grid.widthOf(start + at));
  return tiles.reduce((sum, width) => sum + width, 0) + metrics.gap * (tiles.length - 1);
}

describe('JustifiedRows', () => {
  it('gives every picture its proportions, in rows that fill the width', () => {
    const grid = rows([1.5, 0.7, 1, 0.7, 1.5, 1.5, 0.7, 1, 1]);
    const first = grid.rowAt(0);
    expect(widthOfRow(grid, 0)).toBe(1_000 - 16 - 4);
    for (const [index, ratio] of [1.5, 0.7, 1].entries())
      expect(grid.widthOf(index) / (first.height - 24)).toBeCloseTo(ratio, 1);
    expect(first.height - 24).toBeGreaterThan(192 * 0.6);
    expect(first.height - 24).toBeLessThan(192 * 1.5);
  });

  it('does not stretch what is left in the last row', () => {
    const grid = rows([1]);
    expect([grid.rowAt(0).height, grid.widthOf(0)]).toEqual([192 + 24, 192]);
  });

  it('gives a strip and a panorama a tile that can be seen and pointed at', () => {
    const grid = rows([0.02, 30, 1, 1, 1, 1, 1]);
    expect(grid.widthOf(0)).toBeGreaterThan(40);
    expect(grid.rowAt(0).height).toBeGreaterThan(100);
  });

  it('puts every picture into exactly one row, in order, no row over another and none wider than the window', () => {
    fc.assert(
      fc.property(ratios, widths, (shapes, width) => {
        const grid = rows(shapes, width);
        const all = Array.from({ length: grid.rows }, (_, row) => grid.rowAt(row));
        expect(all.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at))).toEqual(
          shapes.map((_, index) => index),
        );
        for (const [at, { top, height, start, end }] of all.entries()) {
          expect(top + height).toBeLessThanOrEqual(all[at + 1]?.top ?? grid.height);
          expect(grid.columns).toBeGreaterThanOrEqual(end - start);
          // A single picture may be wider than a very narrow window.
          if (end - start > 1) expect(widthOfRow(grid, at)).toBeLessThanOrEqual(Math.max(1, width - 20) + 1);
        }
      }),
    );
  });

  it('finds the row of every picture, and the rows of a stretch', () => {
    fc.assert(
      fc.property(ratios, widths, (shapes, width) => {
        const grid = rows(shapes, width);
        for (let index = 0; index < grid.count; index += 1) {
          const { start, end, top, height, row } = grid.rowAt(grid.rowOf(index));
          expect(index >= start && index < end).toBe(true);
          expect(grid.rowsBetween(top, top + height - 1)).toEqual([row, row]);
        }
      }),
    );
  });

  it('leads up and down to what lies above and below, and stays at the ends', () => {
    const grid = rows([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const columns = grid.rowAt(0).end;
    expect(grid.move(1, 'down', 1)).toBe(columns + 1);
    expect(grid.move(columns + 1, 'up', 1)).toBe(1);
    expect(grid.move(1, 'up', 1)).toBe(1);
    expect([grid.move(0, 'left', 1), grid.move(11, 'right', 1)]).toEqual([0, 11]);
    expect([grid.move(5, 'first', 1), grid.move(5, 'last', 1)]).toEqual([0, 11]);
    expect(grid.rowOf(grid.move(0, 'page-down', 2))).toBe(2);
  });

  it('names the tiles that a rubber band touches', () => {
    const grid = rows([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const [first, second] = [grid.rowAt(0), grid.rowAt(1)];
    const band = { left: 20, right: 16 + grid.widthOf(0) + 20, top: first.top + 10 };
    expect(grid.tilesIn({ ...band, bottom: first.top + 20 })).toEqual([0, 1]);
    expect(grid.tilesIn({ ...band, bottom: second.top + 20 })).toEqual([0, 1, second.start, second.start + 1]);
    expect(grid.tilesIn({ ...band, top: -50, bottom: -20 })).toEqual([]);
    expect(rows([]).tilesIn({ ...band, bottom: 10_000 })).toEqual([]);
  });
});
