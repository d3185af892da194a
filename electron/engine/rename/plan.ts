import { settleClaims } from './claims.ts';
import { DraftRows } from './draft-rows.ts';
import type { NamedFile } from './name-files.ts';
import { notesOf } from './notes.ts';
import type { Draft, PlannedRow, PlanOptions } from './planned.ts';
import type { Survey } from './survey-model.ts';
import type { RenameNote } from '../../contract/rename-model.ts';

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
  const moving = drafts.filter(({ fate }) => fate === 'change');
  const notes = notesOf(moving.map(({ moves }) => moves[0]));
  const noted = new Map(moving.map((draft, at) => [draft, notes[at] ?? []]));
  return problemsFirst(drafts.map((draft) => toRow(draft, noted.get(draft) ?? [])));
}

function problemsFirst(rows: readonly PlannedRow[]): PlannedRow[] {
  return [...rows.filter(({ fate }) => fate === 'refused'), ...rows.filter(({ fate }) => fate !== 'refused')];
}

function toRow({ about, moves, problems, fate }: Draft, notes: readonly RenameNote[]): PlannedRow {
  const [{ from, to }, ...sidecars] = moves;
  return {
    ...about,
    from,
    to,
    sidecars: sidecars.map((move) => ({ from: move.from, to: move.to })),
    problems,
    notes,
    fate,
    moves: fate === 'change' ? moves : [],
  };
}
