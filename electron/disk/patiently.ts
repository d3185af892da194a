import { setTimeout as pause } from 'node:timers/promises';

/** How the system deals with files that are open. A test can be another system, and need not wait. */
export interface DiskManners {
  readonly platform: NodeJS.Platform;
  readonly waitSync: (milliseconds: number) => void;
}

const here: DiskManners = { platform: process.platform, waitSync };

/** In milliseconds, a second together: whoever looks at every new file (virus scanner, search index) is done by then. */
const pauses = [10, 20, 40, 80, 150, 300, 400];

/**
 * Does what Windows refuses while another program has the file open, again and again for a second. Throws the last failure. Elsewhere
 * an open file is no hindrance, and the same codes mean that something is forbidden: it fails at once.
 */
export function patientlySync<T>(act: () => T, { platform, waitSync: wait } = here): T {
  for (const milliseconds of platform === 'win32' ? pauses : []) {
    try {
      return act();
    } catch (error) {
      if (!mayBeHeld(error)) throw error;
      wait(milliseconds);
    }
  }
  return act();
}

/** The same without blocking the thread. */
export async function patiently<T>(act: () => Promise<T>, platform = process.platform): Promise<T> {
  for (const milliseconds of platform === 'win32' ? pauses : []) {
    try {
      return await act();
    } catch (error) {
      if (!mayBeHeld(error)) throw error;
      await pause(milliseconds);
    }
  }
  return act();
}

const heldCodes = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** What Windows answers where another program has the file, and also where it is forbidden: it does not tell the two apart. */
export function mayBeHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && heldCodes.has(String(error.code));
}

function waitSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
