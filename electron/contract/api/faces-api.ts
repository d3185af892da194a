import { z } from 'zod';
import { characterName, id, page, path, count, query, type Page } from '../checks.ts';
import type { CharacterAbout, PictureAbout } from '../catalogue-model.ts';
import type { Colour } from '../colours.ts';
import type { Box, PictureSize } from '../geometry.ts';
import type { FolderId, PictureId, FaceId, CharacterId } from '../ids.ts';

export interface FaceListing {
  readonly state?: 'confirmed' | 'suggested';
  /** Only faces in this outfit; null: in none. */
  readonly outfit?: string | null;
  /** `similarity`: confirmed ones first, in each part the most typical. */
  readonly sort?: 'similarity' | 'newest' | 'path';
  readonly filter?: LibraryFilter;
}

export interface Character {
  readonly id: CharacterId;
  readonly name: string | null;
  /** True once an artist has named, merged or otherwise edited it; the machine then only ever suggests faces for it. */
  readonly confirmed: boolean;
  /** The artist does not want to see it; it is listed all the same. */
  readonly hidden: boolean;
  readonly colour: Colour | null;
  /** The face that the artist chose; null: the machine's choice, the first of `covers`. */
  readonly cover: FaceId | null;
  readonly faces: number;
  /** Faces that wait for an answer, part of `faces`. None in a group of the machine. */
  readonly suggestions: number;
  readonly pictures: number;
  /** The cover first, then the faces closest to the centre of the group; at most four. */
  readonly covers: readonly FaceId[];
  /** Absent where the artist has said nothing of the kind. */
  readonly about?: CharacterAbout;
}

/** `suggested`: put into an artist's character by the machine, and not answered. `grouped`: in a group of the machine, or in none. */
export type FaceState = 'confirmed' | 'suggested' | 'grouped';

export interface Face {
  readonly id: FaceId;
  readonly picture: PictureId;
  /** One file that holds the picture (the first by path where there are copies). */
  readonly path: string;
  readonly pictureSize: PictureSize;
  readonly box: Box;
  /** Detector's confidence, 0..1. */
  readonly score: number;
  readonly character: CharacterId | null;
  /** Cosine similarity to the centre of its group; null while ungrouped. */
  readonly similarity: number | null;
  readonly state: FaceState;
  /** The artist drew or moved its box. */
  readonly manual: boolean;
  /** The artist drew it: no detector found it. */
  readonly drawn: boolean;
  /** Grows when its box changes: part of the key of whatever caches its preview. */
  readonly version: number;
  /** What its character wears; absent where nobody has said. */
  readonly outfit?: string;
}

export interface Picture {
  readonly id: PictureId;
  readonly size: PictureSize;
  readonly paths: readonly string[];
  readonly faces: readonly Face[];
  readonly about: PictureAbout;
}

/** What faces are to be found by; what is missing does not filter. */
export interface LibraryFilter {
  /** In the path or the name of the character, in any case and width. */
  readonly text?: string;
  readonly folder?: FolderId;
  /** In this folder on disk, or in one below it. */
  readonly below?: string;
  /** Lower-case endings of file names, without the dot. */
  readonly types?: readonly string[];
  /** Time of the file, ms. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Faces in the picture. */
  readonly minFaces?: number;
  readonly maxFaces?: number;
  /** Only faces in no character with a name. */
  readonly unnamed?: boolean;
  /** A search, see query/read-query.ts: its pictures, and in them the faces of those whom it names. */
  readonly query?: string;
}

export interface FoundFaces {
  /** Of the page that was asked for; newest file first. */
  readonly faces: readonly Face[];
  readonly total: number;
  readonly pictures: number;
}

/** What is in the library: characters, faces, pictures. All calls may throw an AppError. */
export interface FacesApi {
  /** Largest first; hidden ones too. */
  listCharacters(): Promise<Character[]>;
  /** Faces of a group: confirmed ones, then suggestions, each most typical first. `null`: without a group, newest first. */
  listFaces(character: CharacterId | null, page: Page, listing?: FaceListing): Promise<Face[]>;
  /** All faces whose picture and character fit. As all calls with a `query`: throws `bad-query`. */
  searchFaces(filter: LibraryFilter, page: Page): Promise<FoundFaces>;
  /** Those with a face that fits. */
  filterCharacters(filter: LibraryFilter): Promise<CharacterId[]>;
  /** What an artist said is no face. */
  listNotFaces(page: Page): Promise<Face[]>;
  getPicture(id: PictureId): Promise<Picture>;
}

export const filter = z.strictObject({
  text: z.string().max(200).optional(),
  folder: id.optional(),
  below: path.optional(),
  types: z
    .array(z.string().regex(/^[a-z0-9]{1,10}$/))
    .max(50)
    .optional(),
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  minFaces: count.optional(),
  maxFaces: count.optional(),
  unnamed: z.boolean().optional(),
  query: query.optional(),
});
const listing = z.strictObject({
  state: z.enum(['confirmed', 'suggested']).optional(),
  outfit: characterName.nullable().optional(),
  sort: z.enum(['similarity', 'newest', 'path']).optional(),
  filter: filter.optional(),
});

export const facesSchemas = {
  listCharacters: z.tuple([]),
  listFaces: z.tuple([id.nullable(), page, listing.optional()]),
  searchFaces: z.tuple([filter, page]),
  filterCharacters: z.tuple([filter]),
  listNotFaces: z.tuple([page]),
  getPicture: z.tuple([id]),
} satisfies Record<keyof FacesApi, z.ZodType>;
