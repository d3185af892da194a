import { z } from 'zod';
import { id, page, characterName, faces, pictures, characters, type Page } from '../checks.ts';
import { colours, type Colour } from '../colours.ts';
import type { Character, Face } from './faces-api.ts';
import type { Box } from '../geometry.ts';
import type { PictureId, FaceId, CharacterId } from '../ids.ts';

/** Whose name, colour and cover the merged group has; else the target's, or those of the first group that has any. */
export interface MergeTake {
  readonly name?: CharacterId;
  readonly colour?: CharacterId;
  readonly cover?: CharacterId;
}

export interface MergeOptions {
  /** Faces of `from` that the target does not get. */
  readonly keepApart?: readonly FaceId[];
  /** These become a group of their own, one for each group that they come from; otherwise they are in none. */
  readonly apartTogether?: boolean;
  readonly take?: MergeTake;
}

/** A character; or the one of this name, made where there is none; `null`: a new one without a name. */
export type Destination = { readonly character: CharacterId } | { readonly name: string | null };

/** A face whose box the artist drew or moved. */
interface DrawnFace {
  readonly face: Face;
  readonly edited: Edited;
}

/** Whom a face could show. */
export interface LookAlike {
  readonly character: CharacterId;
  readonly name: string | null;
  /** Cosine to the nearest of its faces. */
  readonly similarity: number;
  /** That it is one character, 0..1. */
  readonly probability: number;
  /** The nearest. */
  readonly face: FaceId;
}

export type EditKind =
  | 'name'
  | 'merge'
  | 'split'
  | 'move'
  | 'reject'
  | 'accept'
  | 'not-face'
  | 'face-again'
  | 'hide'
  | 'show'
  | 'cover'
  | 'colour'
  | 'same'
  | 'different'
  | 'assign'
  | 'suggest'
  | 'samples'
  | 'import'
  | 'keep-apart'
  | 'stack-cover'
  | 'add-face'
  | 'adjust-face'
  | 'remove-face'
  | 'add-figure'
  | 'look-again'
  | 'nobody'
  | 'somebody'
  | 'regroup'
  | 'aliases'
  | 'series'
  | 'series-off'
  | 'series-rename'
  | 'tag'
  | 'untag'
  | 'tag-pictures'
  | 'untag-pictures'
  | 'rate'
  | 'rate-pictures'
  | 'favourite'
  | 'favourite-off'
  | 'favourite-pictures'
  | 'favourite-pictures-off'
  | 'note'
  | 'note-picture'
  | 'outfit'
  | 'outfit-off'
  | 'outfit-rename'
  | 'hotkey'
  | 'hotkey-off'
  | 'collection'
  | 'collection-rename'
  | 'collection-off';

export interface EditSummary {
  readonly kind: EditKind;
  /** Of the character that it is about, where that has one; of the series, tag, outfit or collection. */
  readonly name: string | null;
  /** Of faces; of characters or pictures where the edit is about whole ones. */
  readonly count: number;
}

/** What an edit did, for the window to show it at once and to offer undo in words. */
export interface Edited {
  readonly edit: EditSummary;
  /** All of it was so before: there is no line of history and nothing to undo. */
  readonly unchanged?: true;
  /** As they are now, the one that the edit is about first. */
  readonly changed: readonly Character[];
  readonly gone: readonly CharacterId[];
}

/** A face that a merge would move, and that may be someone else. */
export interface UnlikeFace {
  readonly face: Face;
  readonly from: CharacterId;
  /** To the centre of the target. */
  readonly similarity: number;
  /** That it is the target's character, 0..1; null where that cannot be said. */
  readonly probability: number | null;
}

/** What a merge would do. */
export interface MergePreview {
  /** How many would move. */
  readonly faces: number;
  /** Of the result. */
  readonly name: string | null;
  readonly colour: Colour | null;
  /** That an artist chose; null: the machine's choice. */
  readonly cover: FaceId | null;
  /** Faces that look unlike those of the target, least alike first, no more than can be looked through: to be kept apart if the artist wants. */
  readonly unlike: readonly UnlikeFace[];
  /** All of them. */
  readonly unlikeCount: number;
  /** Faces that one of the groups has refused before: they stay apart in any case. */
  readonly refused: readonly Face[];
}

export interface SplitOptions {
  /** How many parts; otherwise as many as there seem to be characters, at least two. */
  readonly parts?: number;
  /** Only these faces of the group are taken apart; otherwise all. */
  readonly faces?: readonly FaceId[];
}

/** A group taken apart by likeness. What an artist said of two of its faces holds at every number of parts. */
export interface SplitProposal {
  /** Largest first, the faces of each most typical first; `confirmed`: how many of them an artist confirmed. */
  readonly parts: readonly { readonly faces: readonly FaceId[]; readonly confirmed: number }[];
  /** Which of the parts keeps the group: the one with most confirmed faces. */
  readonly stays: number;
  /** How many parts there can be. */
  readonly fewest: number;
  readonly most: number;
}

/** A line of the history of edits. */
export interface HistoryEntry extends EditSummary {
  readonly id: number;
  readonly atMs: number;
  /** Taken back; it can be done again. */
  readonly undone: boolean;
  /** One to show beside it; null where it is gone. */
  readonly face: FaceId | null;
}

/** What an artist does to groups and faces. All calls may throw an AppError. */
export interface EditsApi {
  // Every edit is one transaction and one line of history. An edit of a group of the machine makes it the artist's.
  /** Throws `name-taken` where another character has the name: merging is the artist's decision. `null` takes it away. */
  nameCharacter(id: CharacterId, name: string | null): Promise<Edited>;
  previewMerge(into: CharacterId, from: readonly CharacterId[], take?: MergeTake): Promise<MergePreview>;
  /** Moves the faces of `from` into `into`, save those that one of the groups refused before or `keepApart` names. */
  mergeCharacters(into: CharacterId, from: readonly CharacterId[], options?: MergeOptions): Promise<Edited>;
  /** The faces become a new character without a name. Throws `face-gone`. */
  splitFaces(faces: readonly FaceId[]): Promise<Edited>;
  /** As `splitFaces` for each part, in one edit. */
  splitCharacter(parts: readonly (readonly FaceId[])[]): Promise<Edited>;
  /** Changes nothing. */
  proposeSplit(id: CharacterId, options?: SplitOptions): Promise<SplitProposal>;
  moveFaces(faces: readonly FaceId[], to: Destination): Promise<Edited>;
  /** "Not this character", for good; refuses suggestions too. */
  rejectFaces(faces: readonly FaceId[], character: CharacterId): Promise<Edited>;
  acceptFaces(faces: readonly FaceId[], character: CharacterId): Promise<Edited>;
  /** Accepts all suggestions. */
  acceptAll(character: CharacterId): Promise<Edited>;
  markNotFace(faces: readonly FaceId[]): Promise<Edited>;
  unmarkNotFace(faces: readonly FaceId[]): Promise<Edited>;
  setHidden(characters: readonly CharacterId[], hidden: boolean): Promise<Edited>;
  /** `null`: the machine chooses. */
  setCover(character: CharacterId, face: FaceId | null): Promise<Edited>;
  setColour(characters: readonly CharacterId[], colour: Colour | null): Promise<Edited>;
  /** "Name all of same". What another character has confirmed, or this one refused, stays as it is. */
  assignFaces(faces: readonly FaceId[], to: Destination): Promise<Edited>;
  /** "Maybe": the faces wait in the character for an answer. */
  suggestFaces(faces: readonly FaceId[], to: Destination): Promise<Edited>;
  /**
   * Whom a box on a picture would show: best first, at most 5, the picture's own faces left out. Stores nothing. For a box that
   * is being dragged: a call that a newer one overtakes answers an empty list. Throws `box-empty` where too little of the picture is in
   * it, `picture-gone`, `picture-unreadable`.
   */
  lookAt(picture: PictureId, box: Box): Promise<LookAlike[]>;
  /** A face that was not found; `to`: whose it is, in the same edit. Throws as `lookAt`, and as `moveFaces`. */
  addFace(picture: PictureId, box: Box, to?: Destination): Promise<DrawnFace>;
  /** As `addFace` where no face can be seen: a back, a silhouette, a mask. It belongs to characters as a face does, and is compared with nobody. */
  addFigure(picture: PictureId, box: Box, to?: Destination): Promise<DrawnFace>;
  /** Looks at pictures once more, and believes more of what it sees. Answers how many faces it has found; `keepFound` makes them faces. */
  lookAgain(pictures: readonly PictureId[]): Promise<number>;
  /** What `lookAgain` has found since the last time, as drawn faces, in one edit. */
  keepFound(): Promise<Edited>;
  /** Nobody is in these pictures; false: somebody may be after all. */
  setNobody(pictures: readonly PictureId[], nobody: boolean): Promise<Edited>;
  adjustFace(face: FaceId, box: Box, to?: Destination): Promise<DrawnFace>;
  /** A drawn face goes; a detected one is "not a face". */
  removeFace(face: FaceId): Promise<Edited>;
  undo(): Promise<Edited>;
  redo(): Promise<Edited>;
  /** Newest first, what was undone included. */
  listHistory(page: Page): Promise<HistoryEntry[]>;
}

const destination = z.union([z.strictObject({ character: id }), z.strictObject({ name: characterName.nullable() })]);
const mergeTake = z.strictObject({ name: id.optional(), colour: id.optional(), cover: id.optional() });
const mergeOptions = z.strictObject({
  keepApart: z.array(id).max(1_000_000).optional(),
  apartTogether: z.boolean().optional(),
  take: mergeTake.optional(),
});
const splitOptions = z.strictObject({ parts: z.int().min(1).max(100).optional(), faces: faces.optional() });
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const editsSchemas = {
  nameCharacter: z.tuple([id, characterName.nullable()]),
  previewMerge: z.tuple([id, characters, mergeTake.optional()]),
  mergeCharacters: z.tuple([id, characters, mergeOptions.optional()]),
  splitFaces: z.tuple([faces]),
  splitCharacter: z.tuple([z.array(faces).min(1).max(100)]),
  proposeSplit: z.tuple([id, splitOptions.optional()]),
  moveFaces: z.tuple([faces, destination]),
  rejectFaces: z.tuple([faces, id]),
  acceptFaces: z.tuple([faces, id]),
  acceptAll: z.tuple([id]),
  markNotFace: z.tuple([faces]),
  unmarkNotFace: z.tuple([faces]),
  setHidden: z.tuple([characters, z.boolean()]),
  setCover: z.tuple([id, id.nullable()]),
  setColour: z.tuple([characters, z.enum(colours).nullable()]),
  assignFaces: z.tuple([faces, destination]),
  suggestFaces: z.tuple([faces, destination]),
  lookAt: z.tuple([id, box]),
  addFace: z.tuple([id, box, destination.optional()]),
  addFigure: z.tuple([id, box, destination.optional()]),
  lookAgain: z.tuple([z.array(id).min(1).max(100)]),
  keepFound: z.tuple([]),
  setNobody: z.tuple([pictures, z.boolean()]),
  adjustFace: z.tuple([id, box, destination.optional()]),
  removeFace: z.tuple([id]),
  undo: z.tuple([]),
  redo: z.tuple([]),
  listHistory: z.tuple([page]),
} satisfies Record<keyof EditsApi, z.ZodType>;
