import type { QueryError } from '../../contract/query/query-model.ts';

/** A search in SQL, with its parameters by name. */
export interface CompiledQuery {
  /** A condition on a row of `picture` as p. */
  readonly picture: string;
  /** Which faces of such a picture are meant, on a row of `face`: those of whom the search names, else all. */
  readonly face: string;
  /** The same faces, with their pictures, as a search of one word finds them fastest: by names and by paths. Absent for other searches. */
  readonly faces?: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Names that nobody and nothing has. They fit nothing. */
  readonly unknown: readonly QueryError[];
}

/** The names in use that a search can mean. A `*` in what is looked for stands for any letters. */
export interface QueryNames {
  /** Characters of this name or other name. */
  characters(name: string): readonly number[];
  /** Characters with this in a name. */
  charactersWith(text: string): readonly number[];
  series(name: string): readonly string[];
  characterTags(name: string): readonly string[];
  pictureTags(name: string): readonly string[];
  outfits(name: string): readonly string[];
}
