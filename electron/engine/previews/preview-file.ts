import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { renameOver, renameOverSync } from '../../disk/rename-over.ts';

const partOf = (path: string): string => `${path}.${process.pid}.part`;

/** Written beside its place and renamed, so that a reader never sees half of it. Throws what the system says. */
export async function writePreviewFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(partOf(path), bytes);
  await renameOver(partOf(path), path);
}

/** The same in a thread that may wait. */
export function writePreviewFileSync(path: string, bytes: Uint8Array): void {
  writeFileSync(partOf(path), bytes);
  renameOverSync(partOf(path), path);
}
