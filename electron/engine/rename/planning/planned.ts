import type {
  FileMove,
  RenameFate,
  RenameNote,
  RenameProblem,
  RenameProblemKind,
  RenameRow,
} from '../../../contract/rename-model.ts';
import type { PathLimit } from '../naming/safe-names.ts';
import type { FileSurvey, FolderSurvey } from './survey-model.ts';

export interface PlanOptions {
  readonly kind: 'move' | 'copy';
  /** What new names are relative to; null: each file's own folder. */
  readonly base: string | null;
  readonly separator: string;
  readonly pathLimit: PathLimit;
}

/** A move with what it takes to order and to check it. Keys: the two ends as the file system compares them. */
export interface PlannedMove extends FileMove {
  readonly fromKey: string;
  readonly toKey: string;
  readonly toFolder: FolderSurvey;
  /** The name that `to` would be written over; null where there is none. */
  readonly holder: string | null;
  readonly acrossDevices: boolean;
  /** The file as it was planned with; null where it is not there. */
  readonly stamp: FileSurvey | null;
}

export interface PlannedRow extends RenameRow {
  /** The file first, then its sidecars; empty unless the row changes something. */
  readonly moves: readonly PlannedMove[];
}

/** A row while its problems are being found: the object that becomes the row. */
export interface Draft extends PlannedRow {
  readonly moves: [PlannedMove, ...PlannedMove[]];
  sidecars: readonly FileMove[];
  problems: readonly RenameProblem[];
  notes: readonly RenameNote[];
  fate: RenameFate;
}

export type RowSubject = Pick<RenameRow, 'file' | 'picture' | 'face' | 'characters' | 'overridden'>;

// Most rows have none of these: one empty list is enough for all of them.
const none: readonly never[] = [];

/** `moves`: the file first, then its sidecars. */
export function draftOf(subject: RowSubject, moves: Draft['moves'], fate: RenameFate): Draft {
  const { file, picture, face, characters, overridden } = subject;
  const [{ from, to }] = moves;
  return {
    file,
    picture,
    face,
    characters,
    overridden,
    from,
    to,
    moves,
    sidecars: none,
    problems: none,
    notes: none,
    fate,
  };
}

export function refuse(draft: Draft, kind: RenameProblemKind, other: string | null): void {
  draft.problems = [...draft.problems, { kind, other }];
  draft.fate = 'refused';
}

/** A row that changes nothing has no moves. */
export function toRow(draft: Draft): PlannedRow {
  const { moves, fate } = draft;
  if (moves.length > 1) draft.sidecars = moves.slice(1).map(({ from, to }) => ({ from, to }));
  return fate === 'change' ? draft : { ...draft, moves: none };
}
