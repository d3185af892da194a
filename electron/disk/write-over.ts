import { closeSync, fsyncSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { renameOverSync } from './rename-over.ts';

/** Writes a file whole, in the place of what is there: a crash leaves the old file or the new one. Throws what the system says. */
export function writeOverSync(path: string, content: string | Uint8Array): void {
  const target = behindLinks(path);
  const part = `${target}.${process.pid}.part`;
  try {
    writeSynced(part, content);
    renameOverSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function writeSynced(path: string, content: string | Uint8Array): void {
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Some keep their settings elsewhere, behind a link: the link stays. */
function behindLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // It is not there yet.
  }
}
