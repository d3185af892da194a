import { FileError, unless, type FileSystem } from './file-system.ts';
import type { SweepStep } from '../planning/program.ts';
import { look } from './look.ts';

/**
 * Clears up after a batch that has happened. A file is removed only while its twin is there. Answers the first failure;
 * all steps can be done again later.
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
    // The folder is gone already, or somebody else has put something into it.
    return void unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => fs.rmdirSync(step.path));
  }
  const old = look(fs, step.path);
  if (!old) return;
  if (look(fs, step.twin)?.size !== old.size) throw new FileError('gone', step.twin);
  unless(['ENOENT'], () => fs.unlinkSync(step.path));
}
