import type { CharacterId } from './ids.ts';

/** Stars; 0: not rated. */
export const ratings = [0, 1, 2, 3, 4, 5] as const;
export type Rating = (typeof ratings)[number];

/** Keys that give the chosen faces to a character. */
export const hotkeys = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type Hotkey = (typeof hotkeys)[number];

/** What an artist thinks of a character or a picture. */
export interface Appraisal {
  readonly rating: Rating;
  readonly favourite: boolean;
  /** Empty: none. */
  readonly note: string;
}

export const noAppraisal: Appraisal = { rating: 0, favourite: false, note: '' };

/** Another name of a character. */
export interface Alias {
  readonly name: string;
  /** Of the name, as in BCP 47: `ja`; null: not said. */
  readonly language: string | null;
}

export interface CountedName {
  readonly name: string;
  readonly count: number;
}

/** What an artist says of a character beside its name and its faces. */
export interface CharacterAbout extends Appraisal {
  readonly aliases: readonly Alias[];
  /** Series and projects that it belongs to. */
  readonly series: readonly string[];
  readonly tags: readonly string[];
  /** With how many of its faces are in each. */
  readonly outfits: readonly CountedName[];
  readonly hotkey: Hotkey | null;
}

export interface PictureAbout extends Appraisal {
  readonly tags: readonly string[];
}

/** The names that are in use, for completion. Counts are of characters, or of pictures. */
export interface Vocabulary {
  readonly series: readonly CountedName[];
  readonly characterTags: readonly CountedName[];
  readonly pictureTags: readonly CountedName[];
  /** Of faces. */
  readonly outfits: readonly (CountedName & { readonly character: CharacterId })[];
}

/** A search that is kept. */
export interface Collection {
  readonly id: number;
  readonly name: string;
  readonly query: string;
}
