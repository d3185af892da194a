import { z } from 'zod';
import { id, path } from '../checks.ts';
import type { Edited } from './edits-api.ts';
import type { Box, PictureSize } from '../geometry.ts';
import type { PictureId } from '../ids.ts';

/** `duplicate`: the same picture, saved again or at another size; `version`: the same work with changes, as a recolour. */
export type LikenessKind = 'duplicate' | 'version';

export interface StackedPicture {
  readonly id: PictureId;
  /** Files of the same bytes. */
  readonly paths: readonly string[];
  readonly size: PictureSize;
  /** Of its file. */
  readonly bytes: number;
  /** Time of its latest file. */
  readonly atMs: number;
  /** What it is to the cover; null: it is the cover. */
  readonly kind: LikenessKind | null;
  /** That it is that, 0..1; 1 for the cover; null: only the names of their files say so. */
  readonly sure: number | null;
}

/** Pictures that belong together, the cover first: the one that the artist chose, or the largest. A picture whose file is there twice can be a stack by itself. */
export interface Stack {
  readonly pictures: readonly StackedPicture[];
}

export interface DuplicatesReport {
  /** Those that hold most files first. */
  readonly stacks: readonly Stack[];
  /** Pictures that were compared. */
  readonly compared: number;
  /** Pictures that could not be read now, and were not compared. */
  readonly unread: number;
}

export interface DuplicatesProgress {
  /** Pictures. */
  readonly done: number;
  readonly total: number;
}

/** A file as it is shown in a stack. */
export interface FileToTrash {
  readonly picture: PictureId;
  /** One of the picture's paths. */
  readonly path: string;
}

/** What is to go of a stack, and what stays. */
export interface StackToTrash {
  readonly going: readonly FileToTrash[];
  readonly staying: readonly FileToTrash[];
}

/** `changed`, `gone`: since it was compared; `last`: what would stay is this very file, by another path. */
export type WhyItStays = 'changed' | 'gone' | 'last';

export interface MayTrash {
  readonly paths: readonly string[];
  readonly stays: readonly { readonly path: string; readonly why: WhyItStays }[];
}

/** Duplicates and versions of pictures. */
export interface DuplicatesApi {
  /** Looks first at pictures that were indexed before the library knew what they look like. A later call ends this one. */
  findDuplicates(): Promise<DuplicatesReport>;
  /** These pictures are not to be stacked with each other any more. One edit. */
  keepPicturesApart(pictures: readonly PictureId[]): Promise<Edited>;
  /** Brings the stacks of grids of pictures up to date, where anything has changed since; announces `pictures` where any is another one then. */
  refreshStacks(): Promise<void>;
  /** The picture is the cover of the stack that it is in. One edit. */
  chooseCover(cover: PictureId): Promise<Edited>;
  /** Which of the files may go to the trash: the disk is looked at now. */
  mayTrash(stacks: readonly StackToTrash[]): Promise<MayTrash>;
  /**
   * Where two pictures look different, as boxes in shares of their sides, the largest first; one over all of it where most does. Null: they are
   * of different shapes, or one cannot be read now.
   */
  differentSpots(a: PictureId, b: PictureId): Promise<readonly Box[] | null>;
  /** Null: nothing is looked at. */
  duplicatesProgress(): Promise<DuplicatesProgress | null>;
}

const files = z.array(z.strictObject({ picture: id, path })).max(10_000);
export const stacksToTrash = z.array(z.strictObject({ going: files, staying: files })).max(10_000);

export const duplicatesSchemas = {
  mayTrash: z.tuple([stacksToTrash]),
  findDuplicates: z.tuple([]),
  keepPicturesApart: z.tuple([z.array(id).min(2).max(1_000)]),
  refreshStacks: z.tuple([]),
  chooseCover: z.tuple([id]),
  differentSpots: z.tuple([id, id]),
  duplicatesProgress: z.tuple([]),
} satisfies Record<keyof DuplicatesApi, z.ZodType>;
