import type { FileMove, RenameFailure } from '../../../contract/rename/rename-model.ts';
import { FileError } from './file-system.ts';

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

export function toFailure(error: unknown): RunFailure {
  if (error instanceof FileError) return { path: error.path, reason: error.reason, to: error.to };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return { path: error instanceof Error && 'path' in error ? String(error.path) : '', reason: code, to: null };
}
