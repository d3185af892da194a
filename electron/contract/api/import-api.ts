import { z } from 'zod';
import { name, path } from '../checks.ts';
import type { Edited } from './edits-api.ts';
import type { Face } from './faces-api.ts';
import type { CharacterId } from '../ids.ts';

/**
 * How a name was found. `region`: at a place in the picture; `person`: among the people of the picture; `keyword`: a tag or a collection, which may be
 * anything; `folder`: the folder that it lies in; `row`: of a table.
 */
export type ImportedKind = 'region' | 'person' | 'keyword' | 'folder' | 'row';

export interface ImportRequest {
  /** Files and folders; what they are is found out. */
  readonly paths: readonly string[];
  /** The folders inside `paths` are named by character; nothing else in them is read. */
  readonly folders: boolean;
}

/** What would become of a name. */
export interface ImportedCharacter {
  readonly name: string;
  /** Null: it will be made. */
  readonly character: CharacterId | null;
  readonly kinds: readonly ImportedKind[];
  /** Whether it is taken for a character. The numbers below are 0 where it is not. */
  readonly chosen: boolean;
  /** That have the name somewhere, in the library. */
  readonly pictures: number;
  /** Faces that would get it. */
  readonly faces: number;
  /** Places without a face, where a box would be drawn. */
  readonly boxes: number;
  /** Faces that have it already. */
  readonly same: number;
  /** Faces of which the artist has decided otherwise: they stay. */
  readonly kept: number;
  /** Pictures without a face, or with several and no word about which. */
  readonly unplaced: number;
  /** The first few of `faces`. */
  readonly show: readonly Face[];
}

/**
 * `not-in-library`: no picture of the library is meant; `ambiguous`: several may be meant, `detail` names them; `not-indexed`: nobody has looked at it yet; `changed`: the place is said of a picture of
 * another shape; `busy`: another program is writing it; `other-version`: of a version of its program that is not known; `unusable-name`: no character can be called so, `detail` has the names; `not-understood`: it is not what its name says, or damaged; `unreadable`: the system refuses.
 */
export type ImportProblemKind =
  | 'not-in-library'
  | 'ambiguous'
  | 'not-indexed'
  | 'changed'
  | 'busy'
  | 'other-version'
  | 'unusable-name'
  | 'not-understood'
  | 'unreadable';

export interface ImportProblem {
  readonly path: string;
  readonly kind: ImportProblemKind;
  /** What the system or the parser said; empty where the kind says it all. */
  readonly detail: string;
}

export interface ImportPlan {
  readonly id: number;
  /** Those that would name most come first. */
  readonly names: readonly ImportedCharacter[];
  /** Pictures of the library that have names. */
  readonly pictures: number;
  readonly problems: readonly ImportProblem[];
  /** The artist stopped it: what was read until then is in it. */
  readonly cancelled: boolean;
}

export interface Imported {
  readonly edited: Edited;
  /** Boxes that could not be drawn. */
  readonly problems: readonly ImportProblem[];
  /** The artist stopped it while boxes were drawn: nothing is different, and the plan stands. */
  readonly cancelled: boolean;
}

export interface ImportProgress {
  readonly phase: 'reading' | 'drawing';
  readonly done: number;
  readonly total: number;
}

/** Names that other programs, tables or folders have. */
export interface ImportApi {
  /** Reads the names and says what would become of them; changes nothing. A later call ends this one. */
  planImport(request: ImportRequest): Promise<ImportPlan>;
  /** The same with these names taken for characters. Throws `plan-gone`. */
  chooseImport(plan: number, names: readonly string[]): Promise<ImportPlan>;
  /** One edit. Throws `plan-gone`. */
  applyImport(plan: number): Promise<Imported>;
  /** Null: nothing is read or drawn. */
  importProgress(): Promise<ImportProgress | null>;
  cancelImport(): Promise<void>;
}

const plan = z.int().positive();

export const importSchemas = {
  planImport: z.tuple([z.strictObject({ paths: z.array(path).min(1).max(10_000), folders: z.boolean() })]),
  chooseImport: z.tuple([plan, z.array(name).max(100_000)]),
  applyImport: z.tuple([plan]),
  importProgress: z.tuple([]),
  cancelImport: z.tuple([]),
} satisfies Record<keyof ImportApi, z.ZodType>;
