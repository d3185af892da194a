import { setImmediate as nextTurn } from 'node:timers/promises';

/** Goes through `count` items in slices of `size`, and lets this thread answer calls in between. `work` answers false to stop. */
export async function inSlices(
  count: number,
  size: number,
  work: (start: number, end: number) => boolean | undefined,
): Promise<boolean> {
  for (let start = 0; start < count; start += size) {
    if (work(start, Math.min(count, start + size)) === false) return false;
    if (start + size < count) await nextTurn();
  }
  return true;
}
