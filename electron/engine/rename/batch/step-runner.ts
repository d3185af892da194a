import { join, parse } from 'node:path';
import type { FileMove } from '../../../contract/rename/rename-model.ts';
import type { Step } from '../planning/program.ts';
import type { BatchJournal } from './batch-journal.ts';
import { copyFile } from './copy-file.ts';
import { FileError, unless, type FileSystem } from './file-system.ts';
import { moveFile } from './move-file.ts';
import { hasSecondName, isPlaceholder } from './left-names.ts';
import { firstOpen, stateOf } from './step-state.ts';

type MoveStep = Extract<Step, { do: 'move' }>;

/** Does single steps of a batch, takes them back, and clears up after a step that is half done. */
export class StepRunner {
  /** Files that could not go back to their old names, and the names they have now. */
  readonly rescued: FileMove[] = [];
  readonly #fs: FileSystem;
  readonly #journal: BatchJournal;
  #placeholders: boolean;

  /** `placeholders`: there may be empty files on disk that hold a name for a move. */
  constructor(fs: FileSystem, journal: BatchJournal, placeholders: boolean) {
    this.#fs = fs;
    this.#journal = journal;
    this.#placeholders = placeholders;
  }

  do(step: Step): void {
    if (step.do === 'copy') return copyFile(this.#fs, step.from, step.to, step.stamp);
    if (step.do === 'move') return this.#move(step.from, step.to);
    const made = unless(['EEXIST'], () => this.#fs.mkdirSync(step.path));
    if (!made && !this.#fs.lstatSync(step.path).isDirectory()) throw new FileError('target-appeared', step.path);
  }

  takeBack(step: Step): void {
    if (step.do === 'move') this.#moveBack(step);
    else if (step.do === 'copy') this.#discard(step.to);
    // A folder that somebody else has put something into stays.
    else unless(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => this.#fs.rmdirSync(step.path));
  }

  /** The first step that is not done. If a crash left it half done, it is cleared, so that it can be done whole. */
  open(steps: readonly Step[]): number {
    const at = firstOpen(this.#fs, steps, this.#placeholders);
    const step = steps[at];
    if (step?.do === 'copy') this.#discard(step.to);
    if (step?.do === 'move') this.#clearHalf(step, steps, at);
    return at;
  }

  /** Takes back a step that failed, which may be done, half done or not begun. */
  takeBackHalf(steps: readonly Step[], at: number): void {
    const step = steps[at];
    if (!step) return;
    const isOpen = step.do === 'move' && stateOf(this.#fs, steps, at, this.#placeholders) !== 'done';
    if (isOpen) this.#clearHalf(step, steps, at);
    else this.takeBack(step);
  }

  #clearHalf(step: FileMove, steps: readonly Step[], at: number): void {
    const state = stateOf(this.#fs, steps, at, this.#placeholders);
    if (state === 'linked' || state === 'placeholder') this.#fs.unlinkSync(step.to);
  }

  #move(from: string, to: string): void {
    moveFile(this.#fs, from, to, { allow: () => this.#allowPlaceholders() });
  }

  #allowPlaceholders(): void {
    if (this.#placeholders) return;
    this.#journal.allowPlaceholders();
    this.#placeholders = true;
  }

  /** If another program has taken the old name meanwhile, the file gets one like it: it must not stay hidden. */
  #moveBack(step: MoveStep): void {
    for (const name of namesLike(step.from)) {
      if (!this.#moveBackTo(name, step)) continue;
      if (name !== step.from) this.rescued.push({ from: step.from, to: name });
      return;
    }
  }

  /** Answers whether the name was free. What an earlier try left under it, when it could not go on, is ours. */
  #moveBackTo(name: string, { to, stamp }: MoveStep): boolean {
    try {
      if (hasSecondName(this.#fs, to, name)) this.#fs.unlinkSync(to);
      else {
        if (this.#placeholders && stamp.size > 0 && isPlaceholder(this.#fs, name)) this.#fs.unlinkSync(name);
        this.#move(to, name);
      }
      return true;
    } catch (error) {
      if (error instanceof FileError && error.reason === 'target-appeared') return false;
      throw error;
    }
  }

  #discard(path: string): void {
    unless(['ENOENT'], () => this.#fs.unlinkSync(path));
  }
}

/** The path itself, then `a (Dramatis 2).png`, `a (Dramatis 3).png` and so on, without end. */
function* namesLike(path: string): Generator<string> {
  yield path;
  const { dir, name, ext } = parse(path);
  for (let k = 2; ; k += 1) yield join(dir, `${name} (Dramatis ${k})${ext}`);
}
