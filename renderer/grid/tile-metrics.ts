import type { GridMetrics } from './grid-layout.ts';

type Metrics = Omit<GridMetrics, 'width' | 'paddingEnd'>;

/** Lines of text under a tile, CSS pixels; the components' line heights add up to these. */
const captions = { group: 32, match: 24, picture: 24 } as const;

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

/** The line with the file name under a picture, CSS pixels. */
export const pictureCaption = captions.picture;
/** A picture says more than a face, and needs more room for it. */
const pictureGrowth = 1.5;

/** Squares. */
export function pictureMetrics(tileSize: number, named: boolean): Metrics {
  const caption = named ? captions.picture : 0;
  const tileWidth = Math.round(tileSize * pictureGrowth);
  return { ...grid, gap: 8, tileWidth, tileHeight: (width) => width + caption };
}

/** Rows that all fill the width. */
export function pictureRowMetrics(tileSize: number, named: boolean) {
  const caption = named ? captions.picture : 0;
  return { gap: 8, padding: grid.padding, rowHeight: Math.round(tileSize * pictureGrowth), caption };
}
