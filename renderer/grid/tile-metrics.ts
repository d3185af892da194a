import type { GridMetrics } from './grid-layout.ts';

type Metrics = Omit<GridMetrics, 'width' | 'paddingEnd'>;

/** Lines of text under a tile, CSS pixels; the components' line heights add up to these. */
const captions = { group: 32, match: 24 } as const;

const grid = { gap: 12, padding: 16, headingHeight: 40 } as const;

/** Cards show their cover as large as a face tile, with three small faces beside it: proportions 4 : 3. */
export function groupMetrics(tileSize: number): Metrics {
  return {
    ...grid,
    gap: 16,
    tileWidth: Math.round((tileSize * 4) / 3),
    tileHeight: (width) => Math.round((width * 3) / 4) + captions.group,
  };
}

export function faceMetrics(tileSize: number): Metrics {
  return { ...grid, gap: 8, tileWidth: tileSize, tileHeight: (width) => width };
}

export function matchMetrics(tileSize: number): Metrics {
  return { ...grid, gap: 8, tileWidth: tileSize, tileHeight: (width) => width + captions.match };
}
