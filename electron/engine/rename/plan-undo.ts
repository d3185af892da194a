import { basename, dirname } from 'node:path';
import { hashFile } from './batch/copy-file.ts';
import { realFileSystem } from './batch/file-system.ts';
import type { BatchMove } from './planning/batch-moves.ts';
import { DraftRows } from './planning/draft-rows.ts';
import { naturally } from './naming/natural-order.ts';
import { finishPlan } from './planning/plan.ts';
import { draftOf, refuse, toRow, type Draft, type PlannedRow, type PlanOptions } from './planning/planned.ts';
import type { Survey } from './planning/survey-model.ts';

/** The way back of a batch. A file that is not as the batch left it is refused, and named. */
export function planUndo(moves: readonly BatchMove[], survey: Survey, options: PlanOptions): PlannedRow[] {
  const rows = new DraftRows(survey, { ...options, kind: 'move' });
  const drafts = inOrder(moves).map((move) => draftBack(move, rows));
  return finishPlan(drafts, rows);
}

/**
 * The way back of copies: they go, if they are as they were made and their originals still say the same, byte for byte.
 * A copy that is all that is left of a picture stays.
 */
export function planDiscard(moves: readonly BatchMove[], survey: Survey, options: PlanOptions): PlannedRow[] {
  const rows = new DraftRows(survey, { ...options, kind: 'move' });
  const drafts = inOrder(moves).map((move) => draftBack(move, rows));
  for (const draft of drafts) for (const { from, to } of draft.moves) checkOriginal(draft, from, to, survey);
  return drafts.map(toRow);
}

function inOrder(moves: readonly BatchMove[]): BatchMove[] {
  const placed = moves.map((move) => ({ move, folder: dirname(move.to), name: basename(move.to) }));
  return naturally(placed).map(({ move }) => move);
}

function draftBack(move: BatchMove, rows: DraftRows): Draft {
  const { file, picture } = move;
  const subject = { file, picture, face: null, characters: [], overridden: false };
  const home = rows.survey.folder(dirname(move.to));
  const [main, ...sidecars] = [move, ...move.sidecars].map(({ from, to }) =>
    rows.move(place(to, rows), place(from, rows)),
  );
  if (!main) throw new Error('a batch moves files');
  const draft = draftOf(subject, [main, ...sidecars], 'change');
  rows.check(draft, home, move);
  move.sidecars.forEach((known, at) => {
    const now = sidecars[at]?.stamp;
    if (!now) refuse(draft, 'gone', known.to);
    else if (now.size !== known.size || now.mtimeMs !== known.mtimeMs) refuse(draft, 'changed', known.to);
  });
  return draft;
}

function place(path: string, rows: DraftRows) {
  return rows.place(rows.survey.folder(dirname(path)), basename(path));
}

function checkOriginal(draft: Draft, copy: string, original: string, survey: Survey): void {
  if (draft.fate !== 'change') return;
  if (!survey.file(original)) refuse(draft, 'gone', original);
  else if (!hashFile(realFileSystem, original).equals(hashFile(realFileSystem, copy)))
    refuse(draft, 'changed', original);
}
