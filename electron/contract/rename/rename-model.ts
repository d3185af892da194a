import type { CharacterId, FaceId, PictureId } from '../ids.ts';

/** What renaming talks about. Words as in ARCHITECTURE.md's glossary. */

declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };

/** One path on disk that the library knows. */
export type FileId = Id<'file'>;
/** A plan that the engine keeps for a while: the last few. */
export type RenamePlanId = Id<'rename-plan'>;
/** A plan that was carried out, for good: it survives restarts. */
export type RenameBatchId = Id<'rename-batch'>;

export const templateTokens = [
  'character',
  'index',
  'stem',
  'ext',
  'folder',
  'date',
  'width',
  'height',
  'outfit',
  'series',
  'alias',
] as const;
export type TemplateToken = (typeof templateTokens)[number];

export type TemplateErrorKind =
  | 'empty'
  | 'unclosed'
  | 'stray-brace'
  | 'unknown-token'
  | 'unknown-filter'
  | 'forbidden-character'
  | 'empty-folder'
  | 'dot-folder';

export interface TemplateError {
  readonly kind: TemplateErrorKind;
  /** UTF-16 offsets into the template, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** The text between them. */
  readonly subject: string;
}

export interface TemplateCompletion {
  /** Takes the place of `from`..`to` of the list it is in, e.g. `{index:000}`. */
  readonly insert: string;
  readonly token: TemplateToken;
  readonly filter: string | null;
}

export interface CompletionList {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly TemplateCompletion[];
}

export interface OfferedToken {
  readonly token: TemplateToken;
  readonly filters: readonly string[];
  /** Best put in with a `?`: most pictures have no value. */
  readonly optional: boolean;
}

export interface TemplateCheck {
  readonly errors: readonly TemplateError[];
  /** What may stand at the caret; null where no token is being typed. */
  readonly completion: CompletionList | null;
  readonly tokens: readonly OfferedToken[];
}

/** All that are given hold; nothing given is the whole library. */
export interface RenameScope {
  /** Pictures with one of these; `{character}` then names only these. */
  readonly characters?: readonly CharacterId[] | undefined;
  readonly pictures?: readonly PictureId[] | undefined;
  /** A folder on disk. */
  readonly below?: string | undefined;
}

/** What to do with something that has no certain name. */
export type NameRule = { readonly do: 'skip' } | { readonly do: 'word'; readonly word: string };

export interface RenameRequest {
  readonly template: string;
  readonly scope: RenameScope;
  /** `rename`: new names are relative to each file's own folder; `move` and `copy`: relative to `to`. */
  readonly mode: 'rename' | 'move' | 'copy';
  readonly to: string | null;
  /** Several characters in one picture. */
  readonly several: {
    readonly order: 'largest' | 'left-to-right';
    readonly join: string;
    readonly limit: number;
  };
  /** Pictures without a named character, where the template wants one. */
  readonly unnamed: NameRule;
  /** Suggestions: faces that the machine put to a character, and that nobody confirmed. */
  readonly unsure: { readonly do: 'use' } | NameRule;
  readonly counter: { readonly per: 'character' | 'folder' | 'batch'; readonly start: number };
  /** Typed over: a path relative to the row's base, with the extension; null leaves the file alone. */
  readonly overrides: readonly { readonly file: FileId; readonly name: string | null }[];
}

export const defaultRename: Omit<RenameRequest, 'template'> = {
  scope: {},
  mode: 'rename',
  to: null,
  several: { order: 'largest', join: '_', limit: 3 },
  unnamed: { do: 'skip' },
  unsure: { do: 'use' },
  counter: { per: 'character', start: 1 },
  overrides: [],
};

export type RenameProblemKind =
  | 'exists'
  | 'same-target'
  | 'twin'
  | 'reserved-name'
  | 'forbidden-character'
  | 'trailing-dot-or-space'
  | 'hidden-name'
  | 'empty-name'
  | 'name-too-long'
  | 'path-too-long'
  | 'read-only'
  | 'offline'
  | 'gone'
  | 'changed'
  | 'link'
  | 'not-a-folder'
  | 'sidecar-exists'
  | 'sidecar-shared'
  | 'no-value';

export interface RenameProblem {
  readonly kind: RenameProblemKind;
  /** The other path, name or token that it is about. */
  readonly other: string | null;
}

/** Worth knowing, not in the way. */
export type RenameNote = 'case-only' | 'swap' | 'cycle' | 'chain' | 'across-devices' | 'new-folder';

export type RenameFate = 'change' | 'same' | 'refused' | 'left-out';

export interface FileMove {
  readonly from: string;
  readonly to: string;
}

export interface RenameRow extends FileMove {
  /** Null where the library does not know the file (any more). */
  readonly file: FileId | null;
  readonly picture: PictureId | null;
  /** The face that names the file, or its largest. */
  readonly face: FaceId | null;
  readonly characters: readonly string[];
  readonly sidecars: readonly FileMove[];
  /** A row with problems is not moved. */
  readonly problems: readonly RenameProblem[];
  readonly notes: readonly RenameNote[];
  readonly overridden: boolean;
  readonly fate: RenameFate;
}

export type RenameKind = 'rename' | 'move' | 'copy' | 'undo';

export interface RenamePlan {
  readonly id: RenamePlanId;
  readonly kind: RenameKind;
  readonly counts: {
    readonly change: number;
    readonly same: number;
    readonly refused: number;
    readonly leftOut: number;
    /** Files that the rule for unnamed pictures left out: they have no rows. */
    readonly unnamed: number;
    readonly sidecars: number;
  };
  /** Most frequent first. */
  readonly problems: readonly { readonly kind: RenameProblemKind; readonly count: number }[];
  /** Where there are any, the plan has no rows. */
  readonly templateErrors: readonly TemplateError[];
  readonly seconds: number;
}

export interface RowFilter {
  readonly fate?: RenameFate | undefined;
  /** In the old or the new path. */
  readonly text?: string | undefined;
}

export interface RenameProgress {
  readonly phase: 'checking' | 'copying' | 'moving' | 'undoing' | 'finishing';
  /** Steps, of which a file has one to three. */
  readonly done: number;
  readonly total: number;
}

export interface RenameFailure {
  readonly path: string;
  /** The system's code (EIO, ENOSPC, EACCES…), or `target-appeared`, `changed`, `cancelled`. */
  readonly reason: string;
}

export interface RenameBatch {
  readonly id: RenameBatchId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: RenameKind;
  readonly template: string;
  /** Sidecars not counted. */
  readonly files: number;
  readonly example: FileMove;
  /** `pending`: could be neither finished nor taken back yet; tried again while the engine runs, and at every start. */
  readonly state: 'applied' | 'undone' | 'rolled-back' | 'pending';
  readonly undoes: RenameBatchId | null;
  /** After `rolled-back`: files whose old name was taken by another program meanwhile, and the name they have now. */
  readonly rescued: readonly FileMove[];
  /** What a start did with it after a crash. */
  readonly recovered: 'completed' | 'rolled-back' | null;
}

export interface RenameResult {
  readonly outcome: 'applied' | 'rolled-back' | 'pending';
  readonly batch: RenameBatch;
  /** Why it was not applied. */
  readonly failure: RenameFailure | null;
}

export interface RenamePreset {
  readonly name: string;
  readonly request: Omit<RenameRequest, 'scope' | 'overrides'>;
}
