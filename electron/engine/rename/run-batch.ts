import { randomBytes } from 'node:crypto';
import { sep } from 'node:path';
import type { RenameBatchId, RenameResult } from '../../contract/rename/rename-model.ts';
import type { Batches } from './batches.ts';
import { BatchRun, type RunObserver } from './batch/batch-run.ts';
import type { FileSystem } from './batch/file-system.ts';
import { firstChanged } from './batch/first-changed.ts';
import type { RunFailure, RunOutcome } from './batch/run-outcome.ts';
import type { KeptPlan } from './kept-plans.ts';
import { compile } from './planning/compile.ts';
import { foldersToMake } from './planning/folders-to-make.ts';
import { movesOf } from './planning/planned-file.ts';
import { emptyProgram } from './planning/program.ts';
import { folderPair, waysOf } from './planning/ways.ts';

/** Carries a plan out, all of it or nothing. Nothing is done if a file has changed since it was planned. */
export function runPlan(plan: KeptPlan, batches: Batches, fs: FileSystem, observer: RunObserver): RenameResult {
  const changed = firstChanged(plan.rows, fs);
  if (changed === null) return runAcross(plan, new Set(), batches, fs, observer);
  const id = batches.begin(plan, emptyProgram, 'rolled-back', []);
  const failure = { path: changed, reason: 'changed', to: null };
  return result(id, { outcome: 'rolled-back', failure, rescued: [] }, batches);
}

/**
 * `crossings`: pairs of folders between which files are copied. If a move turns out to cross file systems, which mounts
 * can hide from a plan, all is taken back and done again with copies there.
 */
function runAcross(
  plan: KeptPlan,
  crossings: ReadonlySet<string>,
  batches: Batches,
  fs: FileSystem,
  observer: RunObserver,
): RenameResult {
  const folders = foldersToMake(plan.rows, sep);
  const steps = compile(movesOf(plan.rows), {
    wayOf: waysOf(plan.batchKind, crossings, sep),
    token: randomBytes(5).toString('hex'),
    separator: sep,
    folders,
    ours: batches.madeFolders(),
  });
  const id = batches.begin(plan, steps, 'prepared', folders);
  const outcome = new BatchRun(fs, batches.journal(id), steps, observer).run();
  batches.forgetSwept(steps);
  const crossing = outcome.outcome === 'rolled-back' ? crossingOf(outcome.failure) : null;
  if (crossing === null || crossings.has(crossing)) return result(id, outcome, batches);
  return runAcross(plan, new Set([...crossings, crossing]), batches, fs, observer);
}

/** The pair of folders that a failed move would have crossed; null for other failures. */
function crossingOf(failure: RunFailure | null): string | null {
  if (failure?.reason !== 'EXDEV' || failure.to === null) return null;
  return folderPair(failure.path, failure.to, sep);
}

function result(id: RenameBatchId, { outcome, failure, rescued }: RunOutcome, batches: Batches): RenameResult {
  if (rescued.length > 0) batches.noteRescued(id, rescued);
  return { outcome, batch: batches.described(id), failure: failure && { path: failure.path, reason: failure.reason } };
}
