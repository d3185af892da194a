import type { Stamp } from '../../../contract/stamp.ts';

/**
 * Which names a file system takes for the same: false, only equal ones; 'case', those that differ in case alone; true,
 * those that differ in case or in Unicode form.
 */
export type Insensitive = boolean | 'case';

/** A folder as it is on disk now, as far as a plan has to know. */
export interface FolderOnDisk {
  readonly state: 'there' | 'missing' | 'offline' | 'not-a-folder';
  /** With links resolved and spelled as on disk. Of a missing folder, this holds for the part that is there. */
  readonly path: string;
  /** The nearest folder that is there, which may be `path` itself; for `not-a-folder`, the file in the way. */
  readonly nearest: string;
  /** Everything in the folder, hidden files and folders included. */
  readonly names: readonly string[];
  readonly writable: boolean;
  readonly insensitive: Insensitive;
  readonly device: string;
}

/** A file as it is on disk now. Numbers of files and devices are text: they exceed 2^53. `inode` is `0` where the system has none. */
export interface FileOnDisk extends Stamp {
  readonly inode: string;
  readonly device: string;
  readonly isLink: boolean;
}

/** What a plan asks the disk. */
export interface Survey {
  folder(path: string): FolderOnDisk;
  /** Null where there is no such file. */
  file(path: string): FileOnDisk | null;
}

/** A name as the file system compares it. */
export function nameKey(name: string, insensitive: Insensitive): string {
  if (insensitive === false) return name;
  return insensitive === 'case' ? name.toLowerCase() : name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** A path as the file system compares it. `whole`: the path in one piece, which is its own key where case counts. */
export function pathKey(
  { path, insensitive }: Pick<FolderOnDisk, 'path' | 'insensitive'>,
  name: string,
  whole: string | null = null,
): string {
  if (whole !== null && insensitive === false) return whole;
  return `${nameKey(path === '/' ? '' : path, insensitive)}/${nameKey(name, insensitive)}`;
}
