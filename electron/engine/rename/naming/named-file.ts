import type { FaceId } from '../../../contract/ids.ts';
import type { TemplateToken } from '../../../contract/rename/rename-model.ts';
import type { LibraryFile } from './library-file.ts';

/**
 * The second of the four types of a file on its way: a file with the name that the template or the artist gives it.
 * Nothing has been compared with the disk yet. `planRename` makes a PlannedFile of it.
 */
export interface NamedFile {
  readonly source: LibraryFile;
  /** The new name, relative to the base of the plan, `/` between folders. Null: the artist leaves the file alone. */
  readonly target: string | null;
  readonly characters: readonly string[];
  /** The face that gave the name, or the largest. */
  readonly face: FaceId | null;
  /** The first token that has no value for this file and is not optional. */
  readonly missing: TemplateToken | null;
  /** The artist typed the name. */
  readonly overridden: boolean;
}
