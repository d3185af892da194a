import { nameKey } from '../planning/survey.ts';
import type { FileSystem } from './file-system.ts';
import { look } from './look.ts';
import { isSameFile } from './step-state.ts';

/**
 * Whether `other` is a second name of the file: a move by `link` made it, and could not remove the first. Two spellings
 * of one name are not: removing one would remove the file.
 */
export function hasSecondName(fs: FileSystem, path: string, other: string): boolean {
  if (nameKey(path, true) === nameKey(other, true)) return false;
  const [file, same] = [look(fs, path), look(fs, other)];
  if (!file || !same || !isSameFile(file, same)) return false;
  return fs.lstatSync(path).nlink > 1;
}

/** Whether the name is taken by an empty file, as a move makes one that holds the name. */
export function isPlaceholder(fs: FileSystem, path: string): boolean {
  const file = look(fs, path);
  return file !== null && !file.isLink && file.size === 0;
}
