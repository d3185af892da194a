import { z } from 'zod';
import { path } from '../checks.ts';
import type { ErrorData } from '../errors.ts';
import type { Backup } from './settings-api.ts';

/** A library that does not open, or that turned out to be damaged. */
export interface BrokenLibrary {
  readonly path: string;
  readonly problem: ErrorData;
  /** Copies that can stand in its place, newest first. */
  readonly backups: readonly Backup[];
}

/**
 * What the engine's process can do for a library that does not open. All other calls fail with the reason then. Nothing is overwritten:
 * what was there is kept beside the library under another name.
 */
export interface RescueApi {
  /** Null where the library is open. */
  brokenLibrary(): Promise<BrokenLibrary | null>;
  /** Tries to open it once more. */
  reopenLibrary(): Promise<BrokenLibrary | null>;
  /**
   * Puts one of the library's backups in its place and opens it. Answers the file in which what was there is kept; null where there was
   * nothing. Throws `backup-damaged`, `library-in-use` or `not-writable`; the library is as it was then.
   */
  restoreBackup(path: string): Promise<string | null>;
  /** Opens an empty library in its place. Answers and throws as `restoreBackup` does. */
  startNewLibrary(): Promise<string | null>;
}

export const rescueSchemas = {
  brokenLibrary: z.tuple([]),
  reopenLibrary: z.tuple([]),
  restoreBackup: z.tuple([path]),
  startNewLibrary: z.tuple([]),
} satisfies Record<keyof RescueApi, z.ZodType>;
