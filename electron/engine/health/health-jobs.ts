import type { LibraryHealth } from '../../contract/api/settings-api.ts';
import { damageOf } from '../store/backups/backups.ts';
import { libraryHealth } from './library-health.ts';

/** Work on files that would hold up the engine's own thread. */
export const healthJobs = {
  health: (library: string, backupFolder: string): LibraryHealth | null => libraryHealth(library, backupFolder),
  /** What is wrong with a database file. */
  damage: (path: string): readonly string[] => damageOf(path),
};
