import { AppError } from '../../contract/errors.ts';
import type { Page } from '../../contract/checks.ts';
import type { FileMove, RenameBatch, RenameBatchId } from '../../contract/rename/rename-model.ts';
import type { Db } from '../store/database.ts';
import { FileMoves } from '../store/renames/file-moves.ts';
import { FolderStore } from '../store/folders.ts';
import { RenameStore, type StoredBatch } from '../store/renames/batches.ts';
import type { BatchJournal, BatchState } from './batch/batch-journal.ts';
import { followLibrary } from './follow-library.ts';
import type { KeptPlan } from './kept-plans.ts';
import { librarySurvey } from './library-survey.ts';
import { restamped, toMovedFiles, type MovedFile } from './planning/moved-file.ts';
import type { Program } from './planning/program.ts';
import type { BatchKind } from './planning/ways.ts';

/** What a batch needs besides the moved files. Stored in the batch's row as JSON. */
interface StoredProgram {
  readonly steps: Program;
  readonly follow: BatchKind;
  readonly to: string | null;
  /** The folders that the batch makes. */
  readonly made: readonly string[];
}

/** The batches in the library, each with its journal. */
export class Batches {
  readonly #db: Db;
  readonly #store: RenameStore<BatchState, MovedFile, StoredProgram>;
  readonly #folders: FolderStore;
  readonly #files: FileMoves;

  constructor(db: Db) {
    this.#db = db;
    this.#store = new RenameStore(db);
    this.#folders = new FolderStore(db);
    this.#files = new FileMoves(db);
  }

  /** Throws AppError `batch-gone`. */
  get(id: RenameBatchId): StoredBatch<BatchState> {
    return found(this.#store.byId(id), id);
  }

  /** As the window shows it. */
  described(id: RenameBatchId): RenameBatch {
    return toBatch(this.get(id));
  }

  /** Newest first. */
  list(page: Page): RenameBatch[] {
    return this.#store.list(page).map(toBatch);
  }

  /** Oldest first. */
  unfinished(): StoredBatch<BatchState>[] {
    return this.#store.unfinished();
  }

  /** Throws AppError `batch-gone`. */
  programOf(id: RenameBatchId): StoredProgram {
    return found(this.#store.programOf(id), id);
  }

  filesOf(id: RenameBatchId): MovedFile[] {
    return this.#store.movesOf(id);
  }

  /** Writes a batch down before its first step. `made`: the folders that it makes. */
  begin(plan: KeptPlan, steps: Program, state: BatchState, made: readonly string[]): RenameBatchId {
    const { kind, template, undoes, batchKind: follow, to } = plan;
    const moves = toMovedFiles(plan.rows);
    const [first] = moves;
    const example = { from: first?.from ?? '', to: first?.to ?? '' };
    const program = { steps, follow, to, made };
    const batch = { kind, template, undoes, state, files: moves.length, example, moves, program };
    return this.#store.durable(() => this.#store.insert(batch));
  }

  journal(id: RenameBatchId): BatchJournal {
    const store = this.#store;
    return {
      enter: (state) => store.durable(() => store.setState(id, state)),
      allowPlaceholders: () => store.durable(() => store.allowPlaceholders(id)),
      follow: (landed) =>
        store.durable(() => {
          const { follow, to, made } = this.programOf(id);
          const moves = restamped(store.movesOf(id), landed);
          if (landed.size > 0) store.setMoves(id, moves);
          followLibrary(follow, moves, to, this.#folders, this.#files);
          store.noteMadeFolders(made);
          store.setState(id, 'sweeping');
        }),
    };
  }

  /** Folders that a sweep has removed are not ours any more. */
  forgetSwept({ sweep }: Program): void {
    const folders = sweep.flatMap((step) => (step.do === 'folder-away' ? [step.path] : []));
    this.#store.forgetMadeFolders(folders.filter((path) => librarySurvey(this.#db).folder(path).state !== 'there'));
  }

  /** The folders that earlier batches made. */
  madeFolders(): Set<string> {
    return this.#store.madeFolders();
  }

  noteRescued(id: RenameBatchId, rescued: readonly FileMove[]): void {
    this.#store.setRescued(id, rescued);
  }

  noteRecovered(id: RenameBatchId, how: 'completed' | 'rolled-back'): void {
    this.#store.setRecovered(id, how);
  }
}

function found<T>(value: T | undefined, id: RenameBatchId): T {
  if (value === undefined) throw new AppError('batch-gone', id);
  return value;
}

function toBatch({ state, undone, placeholders: _, ...batch }: StoredBatch<BatchState>): RenameBatch {
  return { ...batch, state: undone ? 'undone' : shownState(state) };
}

function shownState(state: BatchState): RenameBatch['state'] {
  // A batch that has only to be swept has happened.
  if (state === 'applied' || state === 'sweeping') return 'applied';
  return state === 'rolled-back' ? 'rolled-back' : 'pending';
}
