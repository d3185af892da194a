import { z } from 'zod';
import { id, path, scope } from '../checks.ts';
import type { CharacterId, PictureId } from '../ids.ts';
import { locales, type Locale } from '../languages.ts';
import type { RenameScope } from '../rename/rename-model.ts';

export interface ExportRequest {
  /** Hidden characters are left out unless they are asked for by id. */
  readonly scope: RenameScope;
  readonly format: 'csv' | 'json';
  /** The file to write. */
  readonly to: string;
  /** True once the artist was asked; otherwise a file that is there is `file-exists`. */
  readonly overwrite: boolean;
}

/** What an export of a scope would hold. */
export interface ExportCounts {
  /** One per file: a picture with two copies counts twice. */
  readonly faces: number;
  readonly files: number;
  /** Files with a named face: those that get a sidecar. */
  readonly namedFiles: number;
}

export type ExportProblemKind =
  | 'offline'
  | 'changed'
  | 'read-only'
  | 'not-xmp'
  /** The kind of file has no place for it. */
  | 'no-place'
  /** What was written was not read back as it was meant: the original stays. */
  | 'not-verified'
  /** A file of that name is there that somebody else wrote or changed. */
  | 'exists'
  | 'failed';

/** XMP beside the picture, or inside its file. */
export type XmpPlace = 'beside' | 'inside';

export interface ExportProblem {
  /** The picture. */
  readonly path: string;
  readonly kind: ExportProblemKind;
  /** What the system or the parser said; empty where the kind says it all. */
  readonly detail: string;
}

/** What became of sidecars, of XMP inside files, or of captions: new ones, and those that were completed or replaced. */
export interface ExportResult {
  readonly written: number;
  readonly merged: number;
  /** Those that say so already. */
  readonly same: number;
  readonly problems: readonly ExportProblem[];
  /** A picture that is told of anew; null: there is none. */
  readonly example: PictureId | null;
  /** The artist stopped it: those that were done stay. */
  readonly cancelled: boolean;
}

export interface ExportProgress {
  /** Pictures. */
  readonly done: number;
  readonly total: number;
}

export interface CaptionRequest {
  readonly scope: RenameScope;
  /** Tags with commas between them: `{character}, {outfit:tag}, {alias:ja}, {tags}, 1girl`. A tag without a value is left out. */
  readonly template: string;
  /** Captions that somebody else wrote or changed are replaced, too. */
  readonly overwrite: boolean;
}

export interface CastRequest {
  /** Only these, hidden ones too; null: all that have a name and are not hidden. */
  readonly characters: readonly CharacterId[] | null;
  /** Only those with a face in this folder on disk. */
  readonly below?: string | undefined;
  /** Null: what it is, in the language of the sheet. */
  readonly title: string | null;
  readonly locale: Locale;
  /** The HTML file to write. */
  readonly to: string;
  /** See ExportRequest. */
  readonly overwrite: boolean;
}

/** What other programs may have of the library. */
export interface ExportApi {
  countExport(scope: RenameScope): Promise<ExportCounts>;
  /** Throws `file-exists`, `not-writable`. */
  exportFaces(request: ExportRequest): Promise<{ readonly faces: number }>;
  /** Writes a cast sheet: a page with the cover, names, outfits and counts of every character. Throws `file-exists`, `not-writable`. */
  exportCast(request: CastRequest): Promise<{ readonly characters: number }>;
  /** What `exportXmp` would do; nothing is written. A later call ends this one: it answers `cancelled`. */
  previewXmp(scope: RenameScope, place?: XmpPlace): Promise<ExportResult>;
  /**
   * Writes, or completes, an XMP sidecar beside every picture of the scope with a named face. Regions of other programs
   * and, in a scope of characters, those of our own for other characters stay. `inside`: the same in the file itself, of JPEG, PNG, WebP
   * and TIFF, whose original stays until what takes its place was read back. Throws `export-running`.
   */
  exportXmp(scope: RenameScope, place?: XmpPlace): Promise<ExportResult>;
  /** What `exportCaptions` would do, as `previewXmp`. Throws `bad-template`. */
  previewCaptions(request: CaptionRequest): Promise<ExportResult>;
  /** Writes a text file of tags beside every picture of the scope with a named face. Throws `bad-template`, `export-running`. */
  exportCaptions(request: CaptionRequest): Promise<ExportResult>;
  /** Of the preview or the export under way; null: there is none. */
  exportProgress(): Promise<ExportProgress | null>;
  /** Ends a preview or an export after the picture that it is at. */
  cancelExport(): Promise<void>;
}

const castRequest = z.strictObject({
  characters: z.array(id).max(100_000).nullable(),
  below: path.optional(),
  title: z.string().max(200).nullable(),
  locale: z.enum(locales),
  to: path,
  overwrite: z.boolean(),
});

const place = z.enum(['beside', 'inside']);
const captionRequest = z.strictObject({ scope, template: z.string().max(2_000), overwrite: z.boolean() });

export const exportSchemas = {
  countExport: z.tuple([scope]),
  exportFaces: z.tuple([z.strictObject({ scope, format: z.enum(['csv', 'json']), to: path, overwrite: z.boolean() })]),
  exportCast: z.tuple([castRequest]),
  previewXmp: z.tuple([scope, place.optional()]),
  exportXmp: z.tuple([scope, place.optional()]),
  previewCaptions: z.tuple([captionRequest]),
  exportCaptions: z.tuple([captionRequest]),
  exportProgress: z.tuple([]),
  cancelExport: z.tuple([]),
} satisfies Record<keyof ExportApi, z.ZodType>;
