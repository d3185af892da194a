import { restoreLibrary } from '../engine/store/restore.ts';
import type { Call } from './call.ts';
import { print } from './print.ts';

/** Puts a backup in the place of the library. */
export function restore(backup: string, { library, json }: Call): number {
  const kept = restoreLibrary(library, backup);
  if (json) print.json({ library, kept });
  else print.line(kept === null ? `Restored to ${library}` : `Restored to ${library}; what was there is in ${kept}`);
  return 0;
}
