/** Edges that a tile can have, CSS pixels. */
export const tileSizes = { smallest: 64, largest: 320, step: 16 } as const;
