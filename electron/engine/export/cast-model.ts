import type { CountedName } from '../../contract/catalogue-model.ts';
import type { Locale } from '../../contract/languages.ts';

/** A character on a cast sheet. Pictures are `data:` addresses. */
export interface CastCharacter {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly series: readonly string[];
  readonly outfits: readonly CountedName[];
  /** Null where it could not be made. */
  readonly cover: string | null;
  /** A few more of its faces. */
  readonly more: readonly string[];
  readonly pictures: number;
  readonly faces: number;
}

/** What a cast sheet says around the characters, in one language. */
export interface CastWords {
  readonly locale: Locale;
  readonly title: string;
  /** Beside the title: how many, and when. */
  readonly summary: string;
  /** Where there are no characters. */
  readonly nobody: string;
  readonly moreOutfits: (count: number) => string;
  readonly counts: (pictures: number, faces: number) => string;
}
