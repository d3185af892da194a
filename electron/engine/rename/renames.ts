import { AppError } from '../../contract/errors.ts';
import type { Page } from '../../contract/checks.ts';
import type {
  RenameBatch,
  RenameBatchId,
  RenamePlan,
  RenamePlanId,
  RenameRequest,
  RenameResult,
  RenameRow,
  RowFilter,
} from '../../contract/rename/rename-model.ts';
import type { Db } from '../store/database.ts';
import type { RunObserver } from './batch/batch-run.ts';
import type { FileSystem } from './batch/file-system.ts';
import { realFileSystem } from './batch/real-files.ts';
import { Batches } from './batches.ts';
import { KeptPlans } from './kept-plans.ts';
import { planBack } from './plan-back.ts';
import { planRequest } from './plan-request.ts';
import { matching, pageOf } from './planning/plan-summary.ts';
import { recoverBatches } from './recover-batches.ts';
import { runPlan } from './run-batch.ts';

export interface RenamesOptions {
  /** The library's own folder: nothing is moved into it. */
  readonly library: string;
  readonly fs?: FileSystem;
}

/** Plans, batches and their way back. Every call blocks on disk and database, so this lives in a thread of its own. */
export class Renames {
  readonly #db: Db;
  readonly #library: string;
  readonly #fs: FileSystem;
  readonly #batches: Batches;
  readonly #plans = new KeptPlans();

  constructor(db: Db, { library, fs = realFileSystem }: RenamesOptions) {
    this.#db = db;
    this.#library = library;
    this.#fs = fs;
    this.#batches = new Batches(db);
  }

  preview(request: RenameRequest): RenamePlan {
    return this.#plans.keep(() => planRequest(this.#db, this.#library, request));
  }

  previewUndo(batch: RenameBatchId): RenamePlan {
    return this.#plans.keep(() => planBack(this.#db, this.#batches, batch));
  }

  rows(plan: RenamePlanId, filter: RowFilter, page: Page): RenameRow[] {
    return pageOf(matching(this.#plans.get(plan).rows, filter), page);
  }

  /** Carries a plan out. Throws AppError `plan-gone` or `nothing-to-rename`. */
  apply(plan: RenamePlanId, observer: RunObserver): RenameResult {
    const kept = this.#plans.get(plan);
    if (!kept.rows.some(({ fate }) => fate === 'change')) throw new AppError('nothing-to-rename');
    this.#plans.forget(plan);
    return runPlan(kept, this.#batches, this.#fs, observer);
  }

  /** Completes or takes back every batch that is not finished: after a crash, or where a file or a drive was not to be had. Answers those batches. */
  recover(): RenameBatch[] {
    return recoverBatches(this.#batches, this.#fs);
  }

  /** Newest first. */
  batches(page: Page): RenameBatch[] {
    return this.#batches.list(page);
  }
}
