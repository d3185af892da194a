import type { FileMove, RenameFailure, RenameProgress } from '../../../contract/rename-model.ts';
import { join, parse } from 'node:path';
import type { BatchJournal, BatchState } from './batch-journal.ts';
import { copyFile } from './copy-file.ts';
import { FileError, unless, type FileSystem } from './file-system.ts';
import { moveFile } from './move-file.ts';
import type { Program, Step } from '../planning/program.ts';
import { look } from './look.ts';
import { firstOpen, stateOf } from './step-state.ts';
import { sweep } from './sweep.ts';
import { syncFolders } from './sync-folders.ts';
import type { Stamp } from '../naming/name-files.ts';

export interface RunObserver {
  progress(progress: RenameProgress): void;
  /** Asked before every step. */
  cancelled(): boolean;
}

export interface RunOutcome {
  readonly outcome: 'applied' | 'rolled-back' | 'pending';
  readonly failure: RunFailure | null;
  /** Files that could not go back to their old names, and where they are. */
  readonly rescued: readonly FileMove[];
}

export interface RunFailure extends RenameFailure {
  /** The other end of the move that failed. */
  readonly to: string | null;
}

/** Where a run stands when it begins: a new one, or one that a crash left behind. */
export interface RunStart {
  readonly state: BatchState;
  readonly placeholders: boolean;
}

export const fresh: RunStart = { state: 'prepared', placeholders: false };

/**
 * Carries out a program, all of it or nothing. What fails on the way is taken back; what cannot even be taken back now
 * stays as it is, `pending`, and the journal says how to go on.
 */
export class BatchRun {
  readonly #fs: FileSystem;
  readonly #journal: BatchJournal;
  readonly #program: Program;
  readonly #observer: RunObserver;
  readonly #rescued: FileMove[] = [];
  #placeholders: boolean;

  constructor(fs: FileSystem, journal: BatchJournal, program: Program, observer: RunObserver, start = fresh) {
    this.#fs = fs;
    this.#journal = journal;
    this.#program = program;
    this.#observer = observer;
    this.#placeholders = start.placeholders;
  }

  /** Begins at the first step. */
  run(): RunOutcome {
    return this.#forward(0, 0, 'prepared');
  }

  /** Goes on where a crash left the batch: forwards, unless it was being taken back. */
  resume(state: BatchState): RunOutcome {
    const { before, landing } = this.#program;
    try {
      if (state === 'prepared') return this.#forward(this.#open(before), 0, state);
      if (state === 'landing') return this.#forward(before.length, this.#open(landing), state);
      if (state === 'unlanding') return this.#takeBack('landing', this.#open(landing), null);
      if (state === 'back') return this.#takeBack('before', this.#open(before), null);
      return state === 'sweeping' ? this.#finish() : this.#end('applied', null);
    } catch (error) {
      return this.#end('pending', toFailure(error));
    }
  }

  /** What a crash left half done is undone first, so that the step can be done whole. */
  #open(steps: readonly Step[]): number {
    const at = firstOpen(this.#fs, steps, this.#placeholders);
    const step = steps[at];
    if (step?.do === 'copy') this.#discard(step.to);
    if (step?.do === 'move') this.#clearHalf(steps, at);
    return at;
  }

  #forward(before: number, landing: number, state: 'prepared' | 'landing'): RunOutcome {
    let at = { part: 'before' as 'before' | 'landing', step: before };
    try {
      at = { part: 'before', step: before };
      for (; at.step < this.#program.before.length; at.step += 1) this.#do(at.step, this.#program.before);
      if (state === 'prepared') this.#journal.enter('landing');
      at = { part: 'landing', step: landing };
      for (; at.step < this.#program.landing.length; at.step += 1) this.#do(at.step, this.#program.landing);
      syncFolders(this.#fs, [...this.#program.before, ...this.#program.landing]);
      this.#journal.follow(this.#landed());
    } catch (error) {
      return this.#takeBack(at.part, at.step, toFailure(error));
    }
    return this.#finish();
  }

  #do(at: number, steps: readonly Step[]): void {
    if (this.#observer.cancelled()) throw new FileError('cancelled', '');
    const step = steps[at];
    if (step) this.#forwards(step);
    const offset = steps === this.#program.before ? 0 : this.#program.before.length;
    this.#tell(step?.do === 'copy' ? 'copying' : 'moving', offset + at + 1);
  }

  #forwards(step: Step): void {
    if (step.do === 'copy') return copyFile(this.#fs, step.from, step.to, step.stamp);
    if (step.do === 'move') return this.#move(step.from, step.to);
    if (!unless(['EEXIST'], () => this.#fs.mkdirSync(step.path)) && !this.#isFolder(step.path)) {
      throw new FileError('target-appeared', step.path);
    }
  }

  #isFolder(path: string): boolean {
    return this.#fs.lstatSync(path).isDirectory();
  }

  #move(from: string, to: string): void {
    moveFile(this.#fs, from, to, { allow: () => this.#allowPlaceholders() });
  }

  #allowPlaceholders(): void {
    if (this.#placeholders) return;
    this.#journal.allowPlaceholders();
    this.#placeholders = true;
  }

  /** `at`: the step that failed, which may be half done; all before it are done. */
  #takeBack(part: 'before' | 'landing', at: number, failure: RunFailure | null): RunOutcome {
    const { before, landing } = this.#program;
    try {
      if (part === 'landing') {
        this.#journal.enter('unlanding');
        this.#undo(landing, at);
      }
      // The two parts use the same names: which of them a temporary name belongs to is what the journal says.
      this.#journal.enter('back');
      this.#undo(before, part === 'landing' ? before.length : at);
      syncFolders(this.#fs, [...before, ...landing]);
      this.#journal.enter('rolled-back');
      return this.#end('rolled-back', failure);
    } catch (error) {
      return this.#end('pending', failure ?? toFailure(error));
    }
  }

  #undo(steps: readonly Step[], at: number): void {
    const half = steps[at];
    if (half?.do === 'move') this.#undoHalf(steps, at);
    else if (half) this.#backwards(half);
    for (let k = Math.min(at, steps.length) - 1; k >= 0; k -= 1) {
      const step = steps[k];
      if (step) this.#backwards(step);
      this.#tell('undoing', k);
    }
  }

  #undoHalf(steps: readonly Step[], at: number): void {
    const step = steps[at];
    if (step?.do !== 'move') return;
    if (stateOf(this.#fs, steps, at, this.#placeholders) === 'done') this.#backwards(step);
    else this.#clearHalf(steps, at);
  }

  #clearHalf(steps: readonly Step[], at: number): void {
    const step = steps[at];
    const state = stateOf(this.#fs, steps, at, this.#placeholders);
    if (step?.do === 'move' && (state === 'linked' || state === 'placeholder')) this.#fs.unlinkSync(step.to);
  }

  #backwards(step: Step): void {
    if (step.do === 'move') this.#moveBack(step);
    else if (step.do === 'copy') this.#discard(step.to);
    // A folder that somebody else has put something into stays.
    else unless(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => this.#fs.rmdirSync(step.path));
  }

  /** Where a stranger has taken the old name meanwhile, the file gets one like it: it must not stay out of sight. */
  #moveBack({ from, to }: FileMove): void {
    for (const name of namesLike(from)) {
      try {
        this.#move(to, name);
        if (name !== from) this.#rescued.push({ from, to: name });
        return;
      } catch (error) {
        if (!(error instanceof FileError && error.reason === 'target-appeared')) throw error;
      }
    }
  }

  #end(outcome: RunOutcome['outcome'], failure: RunFailure | null): RunOutcome {
    return { outcome, failure, rescued: this.#rescued };
  }

  #discard(path: string): void {
    unless(['ENOENT'], () => this.#fs.unlinkSync(path));
  }

  #finish(): RunOutcome {
    this.#tell('finishing', this.#total());
    const left = sweep(this.#fs, this.#program.sweep);
    try {
      if (left === null) this.#journal.enter('applied');
      return this.#end('applied', left && toFailure(left));
    } catch (error) {
      return this.#end('applied', toFailure(error));
    }
  }

  /** A copy's time may be rounded by the system that it is on. */
  #landed(): Map<string, Stamp> {
    const copies = new Set(this.#program.before.flatMap((step) => (step.do === 'copy' ? [step.to] : [])));
    const landed = new Map<string, Stamp>();
    if (copies.size === 0) return landed;
    for (const step of this.#program.landing) {
      if (step.do !== 'move' || !copies.has(step.from)) continue;
      const stamp = look(this.#fs, step.to);
      if (!stamp) throw new FileError('gone', step.to);
      landed.set(step.to, stamp);
    }
    return landed;
  }

  #total(): number {
    return this.#program.before.length + this.#program.landing.length;
  }

  #tell(phase: RenameProgress['phase'], done: number): void {
    this.#observer.progress({ phase, done, total: this.#total() });
  }
}

/** The path itself, `a (Dramatis 2).png` and so on, without an end. */
function* namesLike(path: string): Generator<string> {
  yield path;
  const { dir, name, ext } = parse(path);
  for (let k = 2; ; k += 1) yield join(dir, `${name} (Dramatis ${k})${ext}`);
}

function toFailure(error: unknown): RunFailure {
  if (error instanceof FileError) return { path: error.path, reason: error.reason, to: error.to };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return { path: error instanceof Error && 'path' in error ? String(error.path) : '', reason: code, to: null };
}
