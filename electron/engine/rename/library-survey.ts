import type { Db } from '../store/database.ts';
import { FolderStore } from '../store/folders.ts';
import { DiskSurvey } from './batch/disk-survey.ts';
import type { LookAhead } from './batch/look-ahead.ts';

/** A view of the disk for one plan. It remembers what it saw, so each plan needs a new one. `ahead`: knows some files. */
export function librarySurvey(db: Db, ahead: LookAhead | null = null): DiskSurvey {
  const roots = new FolderStore(db).all().map(({ path }) => path);
  return new DiskSurvey(roots, ahead);
}
