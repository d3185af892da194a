import { z } from 'zod';
import {
  hotkeys,
  ratings,
  type Alias,
  type Collection,
  type Hotkey,
  type Rating,
  type Vocabulary,
} from '../catalogue-model.ts';
import { characterName, characters, faces, id, pictures, query } from '../checks.ts';
import type { Edited } from './edits-api.ts';
import type { CharacterId, FaceId, PictureId } from '../ids.ts';

/** Series, outfits, other names, tags and opinions. Every call but `list…` is an edit, see EditsApi. All may throw an AppError. */
export interface CatalogueApi {
  /** All other names of a character. One that is its name already is left out. */
  setAliases(character: CharacterId, aliases: readonly Alias[]): Promise<Edited>;
  addToSeries(characters: readonly CharacterId[], series: string): Promise<Edited>;
  removeFromSeries(characters: readonly CharacterId[], series: string): Promise<Edited>;
  /** Where there is a series of the new name already, the two become one. */
  renameSeries(series: string, name: string): Promise<Edited>;
  tagCharacters(characters: readonly CharacterId[], tag: string): Promise<Edited>;
  untagCharacters(characters: readonly CharacterId[], tag: string): Promise<Edited>;
  tagPictures(pictures: readonly PictureId[], tag: string): Promise<Edited>;
  untagPictures(pictures: readonly PictureId[], tag: string): Promise<Edited>;
  rateCharacters(characters: readonly CharacterId[], rating: Rating): Promise<Edited>;
  ratePictures(pictures: readonly PictureId[], rating: Rating): Promise<Edited>;
  favourCharacters(characters: readonly CharacterId[], favourite: boolean): Promise<Edited>;
  favourPictures(pictures: readonly PictureId[], favourite: boolean): Promise<Edited>;
  noteCharacter(character: CharacterId, note: string): Promise<Edited>;
  notePicture(picture: PictureId, note: string): Promise<Edited>;
  /** What each face's own character wears there; null: nothing in particular. Throws `face-gone` where none of them is in a character. */
  setOutfit(faces: readonly FaceId[], outfit: string | null): Promise<Edited>;
  renameOutfit(character: CharacterId, outfit: string, name: string): Promise<Edited>;
  /** Taken from the character that has it. */
  setHotkey(character: CharacterId, hotkey: Hotkey | null): Promise<Edited>;
  listVocabulary(): Promise<Vocabulary>;
  listCollections(): Promise<Collection[]>;
  /** Replaces the one of this name. Throws `bad-query`. */
  saveCollection(name: string, query: string): Promise<Edited>;
  /** Throws `name-taken`, `collection-gone`. */
  renameCollection(collection: number, name: string): Promise<Edited>;
  removeCollection(collection: number): Promise<Edited>;
}

const language = z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'A language is written as in ja or en-GB.');
const alias = z.strictObject({ name: characterName, language: language.nullable() });
const note = z.string().max(20_000);

export const catalogueSchemas = {
  setAliases: z.tuple([id, z.array(alias).max(100)]),
  addToSeries: z.tuple([characters, characterName]),
  removeFromSeries: z.tuple([characters, characterName]),
  renameSeries: z.tuple([characterName, characterName]),
  tagCharacters: z.tuple([characters, characterName]),
  untagCharacters: z.tuple([characters, characterName]),
  tagPictures: z.tuple([pictures, characterName]),
  untagPictures: z.tuple([pictures, characterName]),
  rateCharacters: z.tuple([characters, z.literal(ratings)]),
  ratePictures: z.tuple([pictures, z.literal(ratings)]),
  favourCharacters: z.tuple([characters, z.boolean()]),
  favourPictures: z.tuple([pictures, z.boolean()]),
  noteCharacter: z.tuple([id, note]),
  notePicture: z.tuple([id, note]),
  setOutfit: z.tuple([faces, characterName.nullable()]),
  renameOutfit: z.tuple([id, characterName, characterName]),
  setHotkey: z.tuple([id, z.literal(hotkeys).nullable()]),
  listVocabulary: z.tuple([]),
  listCollections: z.tuple([]),
  saveCollection: z.tuple([characterName, query]),
  renameCollection: z.tuple([id, characterName]),
  removeCollection: z.tuple([id]),
} satisfies Record<keyof CatalogueApi, z.ZodType>;
