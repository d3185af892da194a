import { settleClaims } from './claims.ts';
import { DraftRows } from './draft-rows.ts';
import type { NamedFile } from '../naming/name-files.ts';
import { takeNotes } from './notes.ts';
import { toRow, type Draft, type PlannedRow, type PlanOptions } from './planned.ts';
import type { Survey } from './survey-model.ts';

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
  const tied = settleClaims(drafts, rows);
  takeNotes(drafts, tied);
  return problemsFirst(drafts.map(toRow));
}

function problemsFirst(rows: PlannedRow[]): PlannedRow[] {
  const refused = rows.filter(({ fate }) => fate === 'refused');
  return refused.length === 0 ? rows : [...refused, ...rows.filter(({ fate }) => fate !== 'refused')];
}
