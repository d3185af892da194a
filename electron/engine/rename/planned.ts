import type { FileMove, RenameFate, RenameProblem, RenameProblemKind, RenameRow } from '../../contract/rename-model.ts';
import type { PathLimit } from './safe-names.ts';
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
  readonly acrossDevices: boolean;
  /** The file as it was planned with; null where it is not there. */
  readonly stamp: FileSurvey | null;
}

export interface PlannedRow extends RenameRow {
  /** The file first, then its sidecars; empty unless the row changes something. */
  readonly moves: readonly PlannedMove[];
}

/** A row while its problems are being found. */
export interface Draft {
  readonly about: Pick<RenameRow, 'file' | 'picture' | 'face' | 'characters' | 'overridden'>;
  readonly moves: [PlannedMove, ...PlannedMove[]];
  readonly problems: RenameProblem[];
  fate: RenameFate;
}

export function refuse(draft: Draft, kind: RenameProblemKind, other: string | null): void {
  draft.problems.push({ kind, other });
  draft.fate = 'refused';
}
