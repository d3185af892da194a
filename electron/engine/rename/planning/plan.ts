import { settleClaims } from './claims.ts';
import { toPlannedFile, type Draft } from './draft.ts';
import { Drafts } from './drafts.ts';
import type { NamedFile } from '../naming/named-file.ts';
import { takeNotes } from './notes.ts';
import type { PlannedFile, PlanOptions } from './planned-file.ts';
import type { Survey } from './survey.ts';

/**
 * Decides what becomes of every file, and finds all problems before anything moves. Files with problems come first, each
 * part in the given order. A file with a problem keeps its name, so that nobody else can have it.
 */
export function planRename(files: readonly NamedFile[], survey: Survey, options: PlanOptions): PlannedFile[] {
  const drafts = new Drafts(survey, options);
  return finishPlan(
    files.map((named) => drafts.of(named)),
    drafts,
  );
}

/** The part of a plan that the way back of a batch has too. `context`: what made the drafts. */
export function finishPlan(drafts: readonly Draft[], context: Drafts): PlannedFile[] {
  const tied = settleClaims(drafts, context);
  takeNotes(drafts, tied);
  return problemsFirst(drafts.map(toPlannedFile));
}

function problemsFirst(files: PlannedFile[]): PlannedFile[] {
  const refused = files.filter(({ fate }) => fate === 'refused');
  return refused.length === 0 ? files : [...refused, ...files.filter(({ fate }) => fate !== 'refused')];
}
