import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { patiently, patientlySync } from './patiently.ts';

/** Gives a file a name that may be taken: what had the name is gone then. Throws what the system says. */
export function renameOverSync(from: string, to: string): void {
  patientlySync(() => renameSync(from, to));
}

/** The same without blocking the thread. */
export function renameOver(from: string, to: string): Promise<void> {
  return patiently(() => rename(from, to));
}
