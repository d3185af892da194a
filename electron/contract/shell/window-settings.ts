import type { Locale } from '../languages.ts';

// Plain data without zod, because the page takes its defaults from here. The schema in shell-schemas.ts is checked against it.

export type Theme = 'system' | 'light' | 'dark';
export type Language = 'system' | Locale;
/** What pictures are looked at on. */
export const stages = ['dark', 'grey', 'light'] as const;
type Stage = (typeof stages)[number];

export const pictureLayouts = ['rows', 'squares'] as const;
type PictureLayout = (typeof pictureLayouts)[number];
export const groupShowings = ['faces', 'pictures'] as const;
type GroupShows = (typeof groupShowings)[number];

/** What the artist chose for the window. Kept by main in `settings.json`. */
export interface WindowSettings {
  readonly theme: Theme;
  readonly language: Language;
  /** Edge of a tile in the grids, CSS pixels. */
  readonly tileSize: number;
  readonly stage: Stage;
  /** How grids of whole pictures are laid out. */
  readonly pictureLayout: PictureLayout;
  /** Under the pictures of those grids. */
  readonly fileNames: boolean;
  /** Versions of one work are one tile in those grids. */
  readonly stacks: boolean;
  /** What the view of a character shows. */
  readonly groupShows: GroupShows;
}

export const defaultWindowSettings: WindowSettings = {
  theme: 'system',
  language: 'system',
  tileSize: 128,
  stage: 'dark',
  pictureLayout: 'rows',
  fileNames: false,
  stacks: false,
  groupShows: 'faces',
};

/** Edges that a tile can have, CSS pixels. */
export const tileSizes = { smallest: 64, largest: 320, step: 16 } as const;
