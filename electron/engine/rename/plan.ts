import { settleClaims } from './claims.ts';
import { DraftRows } from './draft-rows.ts';
import type { NamedFile } from './name-files.ts';
import { notesOf } from './notes.ts';
import type { Draft, PlannedRow, PlanOptions } from './planned.ts';
import type { Survey } from './survey-model.ts';
import type { FileMove, RenameNote } from '../../contract/rename-model.ts';

/**
 * What becomes of every file, and everything that is in the way of it, before anything moves. Problems first, then in
 * their order. A row with a problem stays where it is, and so is in the way of whoever wants its name.
 */
export function planRename(files: readonly NamedFile[], survey: Survey, options: PlanOptions): PlannedRow[] {
  const rows = new DraftRows(survey, options);
  return finishPlan(
    files.map((named) => rows.of(named)),
    rows,
  );
}

/** The same for drafts that were made elsewhere: the way back of a batch. */
export function finishPlan(drafts: readonly Draft[], rows: DraftRows): PlannedRow[] {
  settleClaims(drafts, rows);
  const notes = notesOf(drafts.filter(({ fate }) => fate === 'change').map(({ moves }) => moves[0]));
  let noted = 0;
  return problemsFirst(
    drafts.map((draft) => toRow(draft, draft.fate === 'change' ? (notes[noted++] ?? noNotes) : noNotes)),
  );
}

const noNotes: readonly RenameNote[] = [];
const noSidecars: readonly FileMove[] = [];

function problemsFirst(rows: readonly PlannedRow[]): PlannedRow[] {
  const refused = rows.filter(({ fate }) => fate === 'refused');
  return refused.length === 0 ? [...rows] : [...refused, ...rows.filter(({ fate }) => fate !== 'refused')];
}

function toRow({ about, moves, problems, fate }: Draft, notes: readonly RenameNote[]): PlannedRow {
  const [{ from, to }] = moves;
  return {
    ...about,
    from,
    to,
    sidecars: moves.length === 1 ? noSidecars : moves.slice(1).map((move) => ({ from: move.from, to: move.to })),
    problems,
    notes,
    fate,
    moves: fate === 'change' ? moves : [],
  };
}
