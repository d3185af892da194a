import type {
  FileMove,
  RenameFate,
  RenameNote,
  RenameProblem,
  RenameProblemKind,
  RenameRow,
} from '../../../contract/rename/rename-model.ts';
import type { PlannedFile, PlannedMove } from './planned-file.ts';

/** A planned file while its problems are being found. The same object becomes the PlannedFile. */
export interface Draft extends PlannedFile {
  readonly moves: [PlannedMove, ...PlannedMove[]];
  sidecars: readonly FileMove[];
  problems: readonly RenameProblem[];
  notes: readonly RenameNote[];
  fate: RenameFate;
}

export type DraftSubject = Pick<RenameRow, 'file' | 'picture' | 'face' | 'characters' | 'overridden'>;

// Most files have no sidecars, problems or notes: they share one empty list.
const none: readonly never[] = [];

/** `moves`: the file first, then its sidecars. */
export function draftOf(subject: DraftSubject, moves: Draft['moves'], fate: RenameFate): Draft {
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

export function toPlannedFile(draft: Draft): PlannedFile {
  const { moves, fate } = draft;
  if (moves.length > 1) draft.sidecars = moves.slice(1).map(({ from, to }) => ({ from, to }));
  return fate === 'change' ? draft : { ...draft, moves: none };
}
