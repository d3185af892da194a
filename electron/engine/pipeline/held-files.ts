import type { SkipReason } from '../../contract/api/library-api.ts';
import { mayBeHeld } from '../../disk/patiently.ts';

/** So often a file is waited for that another program has open. */
const mostWaits = 3;

/** Which files could not be read because another program had them open, and how often. */
export class HeldFiles {
  readonly #platform: NodeJS.Platform;
  readonly #waits = new Map<number, number>();

  constructor(platform = process.platform) {
    this.#platform = platform;
  }

  /** Whether a file that failed is worth another try in a moment. */
  isWorthWaiting(file: number, error: unknown): boolean {
    const waits = (this.#waits.get(file) ?? 0) + 1;
    const isHeld = isBusy(error) || (this.#platform === 'win32' && mayBeHeld(error));
    if (isHeld && waits <= mostWaits) {
      this.#waits.set(file, waits);
      return true;
    }
    this.#waits.delete(file);
    return false;
  }

  /** It was read. */
  forget(file: number): void {
    this.#waits.delete(file);
  }
}

/** `in-use` is taken up again by the next scan; what is forbidden stays forbidden. */
export function reasonOfFailure(error: unknown): SkipReason {
  return isBusy(error) ? 'in-use' : 'unreadable';
}

/** That a file is open in another program is what this code says on every system; of Windows' others it may be the reason. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EBUSY';
}
