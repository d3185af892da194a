import { AppError } from '../../contract/errors.ts';
import type { RenameBatchId } from '../../contract/rename/rename-model.ts';
import type { Db } from '../store/database.ts';
import type { Batches } from './batches.ts';
import { sameBytes } from './batch/hash-file.ts';
import type { KeptPlan } from './kept-plans.ts';
import { librarySurvey } from './library-survey.ts';
import { platformOptions } from './plan-request.ts';
import { planDiscard, planUndo } from './planning/plan-undo.ts';
import type { PlanOptions } from './planning/planned-file.ts';

/** Plans the way back of a batch. Throws AppError `batch-gone`, or `batch-not-undoable`: it is not applied any more. */
export function planBack(db: Db, batches: Batches, id: RenameBatchId): KeptPlan {
  const batch = batches.get(id);
  const { follow } = batches.programOf(id);
  if (batch.undone || !['applied', 'sweeping'].includes(batch.state) || follow === 'discard') {
    throw new AppError('batch-not-undoable', id);
  }
  const files = batches.filesOf(id);
  const options: PlanOptions = { ...platformOptions, kind: 'move', base: null };
  const survey = librarySurvey(db);
  const isCopy = follow === 'copy';
  return {
    kind: 'undo',
    batchKind: isCopy ? 'discard' : 'back',
    template: '',
    to: null,
    undoes: id,
    rows: isCopy ? planDiscard(files, survey, options, sameBytes) : planUndo(files, survey, options),
    unnamed: 0,
    templateErrors: [],
  };
}
