import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bytes of the files in a folder; 0 where there is none.
 * @param {string} folder
 * @param {string} [except] name of folders that are left out
 * @returns {number}
 */
export function bytesIn(folder, except) {
  if (!existsSync(folder)) return 0;
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += entry.name === except ? 0 : bytesIn(path, except);
    else if (entry.isFile()) sum += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}
