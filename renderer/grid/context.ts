import { createContext } from 'svelte';

/** The edge of a tile in all grids, CSS pixels, as the artist has set it. */
export interface TileSizing {
  readonly tileSize: number;
  change(changes: { readonly tileSize: number }): void;
  /** Larger by so many steps. */
  resizeTiles(steps: number): void;
}

export const [getTileSizing, setTileSizing] = createContext<TileSizing>();
