import { describe, expect, it } from 'vitest';
import { Grid } from '../../../../renderer/grid/grid.svelte.ts';

/** 100 tiles in a grid of 400 × 300 pixels: three side by side. */
function gridOf(): Grid {
  const grid = new Grid(() => ({
    sections: [{ count: 100, heading: false }],
    metrics: { gap: 10, padding: 10, headingHeight: 20, tileWidth: 90, tileHeight: (width: number) => width },
  }));
  Object.assign(grid, { width: 400, outerWidth: 400, height: 300 });
  return grid;
}

/** Where a tile is, from the top of what is on screen. */
const topOf = ({ layout, place }: Grid, index: number) => layout.rowAt(layout.rowOf(index)).top - place.scrollTop;

function widen(grid: Grid): void {
  const { layout: before } = grid;
  Object.assign(grid, { width: 700, outerWidth: 700 });
  expect(grid.layout.columns).toBeGreaterThan(before.columns);
  grid.keepPlace(before);
}

describe('a grid whose tiles are laid out anew', () => {
  it('keeps the active tile where it is on screen', () => {
    const grid = gridOf();
    grid.activate(50);
    grid.scrollTo(1_990);
    const top = topOf(grid, 50);
    expect(top).toBe(100);
    widen(grid);
    expect(topOf(grid, 50)).toBeCloseTo(top);
  });

  it('keeps the first tile on screen where the active one is elsewhere', () => {
    const grid = gridOf();
    grid.scrollTo(1_310);
    const top = topOf(grid, 30);
    expect(top).toBeCloseTo(0);
    widen(grid);
    expect(topOf(grid, 30)).toBeCloseTo(top);
  });

  it('stays at the top there', () => {
    const grid = gridOf();
    widen(grid);
    expect(grid.place.scrollTop).toBe(0);
  });
});
