import type { Stamp } from '../../../contract/stamp.ts';

/**
 * Where a batch is. Each is on disk (fsync) before the next step is done:
 *
 *   prepared → landing → sweeping → applied
 *      ↓          ↓
 *      back ← unlanding;  back → rolled-back
 *
 * From `sweeping` on the batch has happened: the library has followed, in the same transaction.
 */
export type BatchState = 'prepared' | 'landing' | 'unlanding' | 'back' | 'sweeping' | 'applied' | 'rolled-back';

/** What a batch under way writes down. When a call returns, what it wrote is on disk; otherwise it throws. */
export interface BatchJournal {
  enter(state: BatchState): void;
  /** From now on there may be empty files on disk that hold a name for a move. */
  allowPlaceholders(): void;
  /** Brings the library up to date and enters `sweeping`. `landed`: by new path, the stamps of files that got new ones. */
  follow(landed: ReadonlyMap<string, Stamp>): void;
}
