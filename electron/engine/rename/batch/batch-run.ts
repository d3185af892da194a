import type { RenameProgress } from '../../../contract/rename/rename-model.ts';
import type { Stamp } from '../../../contract/stamp.ts';
import type { Program, Step } from '../planning/program.ts';
import type { BatchJournal, BatchState } from './batch-journal.ts';
import { FileError, type FileSystem } from './file-system.ts';
import { look } from './look.ts';
import { toFailure, type RunFailure, type RunOutcome } from './run-outcome.ts';
import { StepRunner } from './step-runner.ts';
import { sweep } from './sweep.ts';
import { syncFolders } from './sync-folders.ts';

export interface RunObserver {
  progress(progress: RenameProgress): void;
  /** Asked before every step. */
  cancelled(): boolean;
}

type Part = 'before' | 'landing';

/**
 * Carries out a program, all of it or nothing. If a step fails, the batch is taken back. If it cannot be taken back now,
 * it stays `pending`, and the journal says how to go on.
 */
export class BatchRun {
  readonly #fs: FileSystem;
  readonly #journal: BatchJournal;
  readonly #program: Program;
  readonly #observer: RunObserver;
  readonly #steps: StepRunner;

  /** `placeholders`: what the journal says of a batch that a crash left behind. */
  constructor(
    fs: FileSystem,
    journal: BatchJournal,
    program: Program,
    observer: RunObserver,
    { placeholders } = { placeholders: false },
  ) {
    this.#fs = fs;
    this.#journal = journal;
    this.#program = program;
    this.#observer = observer;
    this.#steps = new StepRunner(fs, journal, placeholders);
  }

  /** Begins at the first step. */
  run(): RunOutcome {
    return this.#forward(0, 0, 'prepared');
  }

  /** Goes on with a batch that a crash left behind: forwards, unless it was being taken back. */
  resume(state: BatchState): RunOutcome {
    const { before, landing } = this.#program;
    try {
      if (state === 'prepared') return this.#forward(this.#steps.open(before), 0, state);
      if (state === 'landing') return this.#forward(before.length, this.#steps.open(landing), state);
      if (state === 'unlanding') return this.#takeBack('landing', this.#steps.open(landing), null);
      if (state === 'back') return this.#takeBack('before', this.#steps.open(before), null);
      return state === 'sweeping' ? this.#finish() : this.#end('applied', null);
    } catch (error) {
      return this.#end('pending', toFailure(error));
    }
  }

  #forward(before: number, landing: number, state: 'prepared' | 'landing'): RunOutcome {
    let at: { part: Part; step: number } = { part: 'before', step: before };
    try {
      for (; at.step < this.#program.before.length; at.step += 1) this.#do('before', at.step);
      if (state === 'prepared') this.#journal.enter('landing');
      at = { part: 'landing', step: landing };
      for (; at.step < this.#program.landing.length; at.step += 1) this.#do('landing', at.step);
      syncFolders(this.#fs, [...this.#program.before, ...this.#program.landing]);
      this.#journal.follow(this.#landed());
    } catch (error) {
      return this.#takeBack(at.part, at.step, toFailure(error));
    }
    return this.#finish();
  }

  #do(part: Part, at: number): void {
    if (this.#observer.cancelled()) throw new FileError('cancelled', '');
    const step = this.#program[part][at];
    if (step) this.#steps.do(step);
    const done = part === 'before' ? 0 : this.#program.before.length;
    this.#tell(step?.do === 'copy' ? 'copying' : 'moving', done + at + 1);
  }

  /** `at`: the step that failed, which may be half done. All steps before it are done. */
  #takeBack(part: Part, at: number, failure: RunFailure | null): RunOutcome {
    const { before, landing } = this.#program;
    try {
      if (part === 'landing') {
        this.#journal.enter('unlanding');
        this.#undo(landing, at);
      }
      // Both parts use the same temporary names: the journal tells which part a file under one belongs to.
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
    this.#steps.takeBackHalf(steps, at);
    for (let k = Math.min(at, steps.length) - 1; k >= 0; k -= 1) {
      const step = steps[k];
      if (step) this.#steps.takeBack(step);
      this.#tell('undoing', k);
    }
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

  #end(outcome: RunOutcome['outcome'], failure: RunFailure | null): RunOutcome {
    return { outcome, failure, rescued: this.#steps.rescued };
  }

  /** The stamps that copies have now: the file system that they are on may have rounded their times. */
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
