import { isInside } from '../pipeline/folders/is-inside.ts';
import type { Db } from '../store/database.ts';
import { FolderStore } from '../store/folders.ts';
import { DiskSurvey } from './survey/disk-survey.ts';
import type { LookAhead } from './survey/look-ahead.ts';
import { nameKey, type FolderOnDisk } from './planning/survey.ts';

/** A view of the disk for one plan. It remembers what it saw, so each plan needs a new one. `ahead`: knows some files. */
export function librarySurvey(db: Db, ahead: LookAhead | null = null): DiskSurvey {
  const roots = new FolderStore(db).all().map(({ path }) => path);
  return new DiskSurvey(roots, ahead);
}

/** Whether one folder is another or lies in it, however their paths were spelled. Of a folder that is missing, the part that is there tells. */
export function isWithin(
  folder: Pick<FolderOnDisk, 'path'>,
  { path, insensitive }: Pick<FolderOnDisk, 'path' | 'insensitive'>,
): boolean {
  const [inner, outer] = [nameKey(folder.path, insensitive), nameKey(path, insensitive)];
  return inner === outer || isInside(inner, outer);
}
