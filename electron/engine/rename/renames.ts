import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve, sep } from 'node:path';
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
} from '../../contract/rename-model.ts';
import { AssetStore } from '../store/assets.ts';
import type { Db } from '../store/database.ts';
import { FileMoves } from '../store/file-moves.ts';
import { RenameStore, type StoredBatch } from '../store/renames.ts';
import type { BatchJournal, BatchState } from './batch/batch-journal.ts';
import { restamped, type BatchMove } from './planning/batch-moves.ts';
import { BatchRun, type RunObserver, type RunOutcome } from './batch/batch-run.ts';
import { DiskSurvey } from './batch/disk-survey.ts';
import { realFileSystem, type FileSystem } from './batch/file-system.ts';
import { followLibrary, type FollowKind } from './follow-library.ts';
import { filesToName } from './library-files.ts';
import { LookAhead } from './batch/look-ahead.ts';
import { nameFiles } from './naming/name-files.ts';
import { planRename } from './planning/plan.ts';
import { planDiscard, planUndo } from './plan-undo.ts';
import type { PlannedRow, PlanOptions } from './planning/planned.ts';
import { compile, type Program } from './planning/program.ts';
import { matching, pageOf, summarise, type PlanAbout } from './planning/plan-summary.ts';
import { crossingOf, firstChanged, foldersToMake, toBatchMoves, toProgramMoves } from './plan-to-program.ts';
import { pathLimitOf } from './naming/safe-names.ts';
import { parseTemplate } from './naming/template.ts';

export interface RenamesOptions {
  /** The library's own folder: nothing is moved into it. */
  readonly library: string;
  readonly fs?: FileSystem;
}

/** What a batch needs besides its steps; in its row as JSON. */
interface StoredProgram {
  readonly steps: Program;
  readonly follow: FollowKind;
  readonly to: string | null;
  readonly made: readonly string[];
}

interface HeldPlan extends PlanAbout {
  readonly rows: readonly PlannedRow[];
  readonly template: string;
  readonly follow: FollowKind;
  readonly to: string | null;
  readonly undoes: RenameBatchId | null;
}

const keptPlans = 8;
const planOptions = { separator: sep, pathLimit: pathLimitOf(process.platform) };

/** Plans, batches and their way back. All calls block on disk and database: it lives in a thread of its own. */
export class Renames {
  readonly #db: Db;
  readonly #options: RenamesOptions;
  readonly #fs: FileSystem;
  readonly #store: RenameStore<BatchState, BatchMove, StoredProgram>;
  readonly #assets: AssetStore;
  readonly #files: FileMoves;
  readonly #plans = new Map<RenamePlanId, HeldPlan>();
  #lastPlan = 0;

  constructor(db: Db, options: RenamesOptions) {
    this.#db = db;
    this.#options = options;
    this.#fs = options.fs ?? realFileSystem;
    this.#store = new RenameStore(db);
    this.#assets = new AssetStore(db);
    this.#files = new FileMoves(db);
  }

  preview(request: RenameRequest): RenamePlan {
    const started = performance.now();
    const { parts, errors } = parseTemplate(request.template);
    const about = { kind: request.mode, template: request.template, undoes: null, follow: request.mode };
    if (errors.length > 0) {
      return this.#hold({ ...about, to: null, rows: [], unnamed: 0, templateErrors: errors }, started);
    }
    const options = this.#planOptions(request);
    const files = filesToName(this.#db, request.scope);
    using ahead = new LookAhead(files.map(({ path }) => path));
    const naming = nameFiles(files, parts, request);
    const survey = this.#survey(ahead);
    const rows = planRename(naming.files, survey, options);
    const to = options.base === null ? null : survey.folder(options.base).path;
    return this.#hold({ ...about, to, rows, unnamed: naming.unnamed, templateErrors: [] }, started);
  }

  previewUndo(id: RenameBatchId): RenamePlan {
    const started = performance.now();
    const batch = this.#store.byId(id);
    if (!batch) throw new AppError('batch-gone', id);
    const { follow } = this.#programOf(id);
    if (batch.undone || !['applied', 'sweeping'].includes(batch.state) || follow === 'discard') {
      throw new AppError('batch-not-undoable', id);
    }
    const moves = this.#store.movesOf(id);
    const options: PlanOptions = { ...planOptions, kind: 'move', base: null };
    const rows = (follow === 'copy' ? planDiscard : planUndo)(moves, this.#survey(), options);
    const back = { kind: 'undo', follow: follow === 'copy' ? 'discard' : 'back', template: '' } as const;
    return this.#hold({ ...back, to: null, undoes: id, rows, unnamed: 0, templateErrors: [] }, started);
  }

  rows(plan: RenamePlanId, filter: RowFilter, page: Page): RenameRow[] {
    return pageOf(matching(this.#held(plan).rows, filter), page);
  }

  apply(plan: RenamePlanId, observer: RunObserver): RenameResult {
    const held = this.#held(plan);
    if (!held.rows.some(({ fate }) => fate === 'change')) throw new AppError('nothing-to-rename');
    this.#plans.delete(plan);
    const changed = firstChanged(held.rows, this.#fs);
    if (changed !== null) {
      const id = this.#begin(held, emptyProgram, 'rolled-back');
      return this.#result(id, {
        outcome: 'rolled-back',
        failure: { path: changed, reason: 'changed', to: null },
        rescued: [],
      });
    }
    return this.#applyAcross(held, new Set(), observer);
  }

  /** Where a move turns out to cross file systems (mounts that hide it), all is taken back and it is copied instead. */
  #applyAcross(held: HeldPlan, crossings: ReadonlySet<string>, observer: RunObserver): RenameResult {
    const moves = toProgramMoves(held.rows, held.follow, crossings);
    const folders = foldersToMake(held.rows, sep);
    const token = randomBytes(5).toString('hex');
    const steps = compile(moves, { token, separator: sep, folders, ours: this.#store.madeFolders() });
    const id = this.#begin(held, steps, 'prepared', folders);
    const outcome = new BatchRun(this.#fs, this.#journal(id), steps, observer).run();
    this.#forgetSwept(steps);
    const { failure } = outcome;
    const crossing = failure && crossingOf(failure);
    if (outcome.outcome !== 'rolled-back' || crossing === null || crossings.has(crossing)) {
      return this.#result(id, outcome);
    }
    return this.#applyAcross(held, new Set([...crossings, crossing]), observer);
  }

  /** After a crash: every batch that is not finished is completed or taken back. Answers those that were. */
  recover(): RenameBatch[] {
    const open = this.#store.unfinished();
    return open.map(({ id, state, placeholders }) => {
      const { steps } = this.#programOf(id);
      const start = { state, placeholders };
      const run = new BatchRun(this.#fs, this.#journal(id), steps, silent, start);
      const { outcome, rescued } = run.resume(state);
      this.#store.setRescued(id, rescued);
      if (outcome !== 'pending') this.#store.setRecovered(id, outcome === 'applied' ? 'completed' : 'rolled-back');
      this.#forgetSwept(steps);
      return this.#described(id);
    });
  }

  batches(page: Page): RenameBatch[] {
    return this.#store.list(page).map(toBatch);
  }

  #planOptions({ mode, to }: RenameRequest): PlanOptions {
    if (mode === 'rename') return { ...planOptions, kind: 'move', base: null };
    if (to === null || !isAbsolute(to)) throw new AppError('bad-arguments', `${mode} needs a folder to go to`);
    const base = resolve(to);
    const library = resolve(this.#options.library);
    if (base === library || base.startsWith(library + sep)) throw new AppError('not-writable', to);
    return { ...planOptions, kind: mode, base };
  }

  #survey(ahead: LookAhead | null = null): DiskSurvey {
    return new DiskSurvey(
      this.#assets.folders().map(({ path }) => path),
      ahead,
    );
  }

  #hold(plan: HeldPlan, started: number): RenamePlan {
    const id = (this.#lastPlan += 1) as RenamePlanId;
    this.#plans.set(id, plan);
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > keptPlans && oldest !== undefined) this.#plans.delete(oldest);
    return summarise(id, plan, (performance.now() - started) / 1_000);
  }

  #held(id: RenamePlanId): HeldPlan {
    const plan = this.#plans.get(id);
    if (!plan) throw new AppError('plan-gone', id);
    return plan;
  }

  #begin(held: HeldPlan, steps: Program, state: BatchState, made: readonly string[] = []): RenameBatchId {
    const { kind, template, undoes, follow, to } = held;
    const moves = toBatchMoves(held.rows);
    const [first] = moves;
    const example = { from: first?.from ?? '', to: first?.to ?? '' };
    const program = { steps, follow, to, made };
    const batch = { kind, template, undoes, state, files: moves.length, example, moves, program };
    return this.#store.durable(() => this.#store.insert(batch));
  }

  #journal(id: RenameBatchId): BatchJournal {
    const store = this.#store;
    return {
      enter: (state) => store.durable(() => store.setState(id, state)),
      allowPlaceholders: () => store.durable(() => store.allowPlaceholders(id)),
      follow: (landed) =>
        store.durable(() => {
          const { follow, to, made } = this.#programOf(id);
          const moves = restamped(store.movesOf(id), landed);
          if (landed.size > 0) store.setMoves(id, moves);
          followLibrary(follow, moves, to, this.#assets, this.#files);
          store.noteMadeFolders(made);
          store.setState(id, 'sweeping');
        }),
    };
  }

  #forgetSwept({ sweep }: Program): void {
    const folders = sweep.flatMap((step) => (step.do === 'folder-away' ? [step.path] : []));
    this.#store.forgetMadeFolders(folders.filter((path) => this.#survey().folder(path).state !== 'there'));
  }

  #programOf(id: RenameBatchId): StoredProgram {
    const program = this.#store.programOf(id);
    if (!program) throw new AppError('batch-gone', id);
    return program;
  }

  #described(id: RenameBatchId): RenameBatch {
    const batch = this.#store.byId(id);
    if (!batch) throw new AppError('batch-gone', id);
    return toBatch(batch);
  }

  #result(id: RenameBatchId, { outcome, failure, rescued }: RunOutcome): RenameResult {
    if (rescued.length > 0) this.#store.setRescued(id, rescued);
    return { outcome, batch: this.#described(id), failure: failure && { path: failure.path, reason: failure.reason } };
  }
}

const emptyProgram: Program = { before: [], landing: [], sweep: [] };
const silent: RunObserver = { progress: () => undefined, cancelled: () => false };

function toBatch({ state, undone, placeholders: _, ...batch }: StoredBatch<BatchState>): RenameBatch {
  return { ...batch, state: undone ? 'undone' : shownState(state) };
}

function shownState(state: BatchState): RenameBatch['state'] {
  // What is swept later has happened all the same.
  if (state === 'applied' || state === 'sweeping') return 'applied';
  return state === 'rolled-back' ? 'rolled-back' : 'pending';
}
