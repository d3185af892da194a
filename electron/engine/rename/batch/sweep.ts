import { FileError, unless, type FileSystem } from './file-system.ts';
import type { SweepStep } from '../planning/program.ts';
import { look } from './look.ts';

/**
 * Clears up after a batch that has happened. Answers what stopped it; the steps can be done again later. A file is
 * removed only while its twin is there.
 */
export function sweep(fs: FileSystem, steps: readonly SweepStep[]): Error | null {
  let failure: Error | null = null;
  for (const step of steps) {
    try {
      sweepOne(fs, step);
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  return failure;
}

function sweepOne(fs: FileSystem, step: SweepStep): void {
  if (step.do === 'folder-away') {
    // Gone already, or not ours alone any more.
    return void unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => fs.rmdirSync(step.path));
  }
  const old = look(fs, step.path);
  if (!old) return;
  if (look(fs, step.twin)?.size !== old.size) throw new FileError('gone', step.twin);
  unless(['ENOENT'], () => fs.unlinkSync(step.path));
}
