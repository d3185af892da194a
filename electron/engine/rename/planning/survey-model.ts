import type { Stamp } from '../naming/name-files.ts';

/** Which names a file system takes for the same. False: only equal ones; true: whatever differs in case or in Unicode form. */
export type Insensitive = boolean | 'case';

/** What is on disk, as far as a plan has to know it. */
export interface FolderSurvey {
  readonly state: 'there' | 'missing' | 'offline' | 'not-a-folder';
  /** Links resolved and spelled as on disk; of a missing folder, below the nearest one that is there. */
  readonly path: string;
  /** The nearest folder that is there, `path` itself included; of `not-a-folder`, the file in the way. */
  readonly nearest: string;
  /** Everything in it, hidden files and folders included. */
  readonly names: readonly string[];
  readonly writable: boolean;
  readonly insensitive: Insensitive;
  readonly device: number;
}

/** A file as it is now. `inode` is 0 where the system has none. */
export interface FileSurvey extends Stamp {
  readonly inode: number;
  readonly device: number;
  readonly isLink: boolean;
}

export interface Survey {
  folder(path: string): FolderSurvey;
  /** Null: it is not there. */
  file(path: string): FileSurvey | null;
}

/** A name as the file system compares it. */
export function nameKey(name: string, insensitive: Insensitive): string {
  if (insensitive === false) return name;
  return insensitive === 'case' ? name.toLowerCase() : name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** `whole`: the path itself, which is its own key where names are what they are. */
export function pathKey(
  { path, insensitive }: Pick<FolderSurvey, 'path' | 'insensitive'>,
  name: string,
  whole: string | null = null,
): string {
  if (whole !== null && insensitive === false) return whole;
  return `${nameKey(path === '/' ? '' : path, insensitive)}/${nameKey(name, insensitive)}`;
}
