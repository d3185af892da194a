import { dirname, sep } from 'node:path';
import { deviceOf } from './scan.ts';

/**
 * Which of the drives that were once mounted inside a folder are away: none is seen there now, and no picture is at its place. `shown`:
 * paths of the library's files that are there.
 */
export function drivesAway(known: readonly string[], seen: readonly string[], shown: readonly string[]): string[] {
  const missing = known.filter((path) => !seen.includes(path));
  return missing.filter((path) => !shown.some((file) => file.startsWith(path + sep)));
}

/** Is another drive mounted at this folder? */
export async function isMounted(path: string): Promise<boolean> {
  const [own, around] = await Promise.all([deviceOf(path), deviceOf(dirname(path))]);
  return own !== null && own !== around;
}
