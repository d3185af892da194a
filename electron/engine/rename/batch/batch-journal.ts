import type { Stamp } from '../naming/library-file.ts';

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

/** What a batch in progress writes down. Every call is durable when it returns, or throws. */
export interface BatchJournal {
  enter(state: BatchState): void;
  /** There may be placeholders on disk from now on. */
  allowPlaceholders(): void;
  /** The library follows, and the state becomes `sweeping`. `landed`: new stamps, by new path, where they differ. */
  follow(landed: ReadonlyMap<string, Stamp>): void;
}
