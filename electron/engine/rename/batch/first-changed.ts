import { movesOf, stampOf, type PlannedFile } from '../planning/planned-file.ts';
import type { FileSystem } from './file-system.ts';
import { look } from './look.ts';

/** The path of the first file that is not as the plan saw it; null where all are. */
export function firstChanged(files: readonly PlannedFile[], fs: FileSystem): string | null {
  const changed = movesOf(files).find((move) => {
    const now = look(fs, move.from);
    const { size, mtimeMs } = stampOf(move);
    return !now || now.size !== size || now.mtimeMs !== mtimeMs;
  });
  return changed?.from ?? null;
}
