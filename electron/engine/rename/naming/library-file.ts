import type { PictureId } from '../../../contract/ids.ts';
import type { FileId } from '../../../contract/rename/rename-model.ts';
import type { NamingFace } from './characters-of.ts';
import type { FilePlace } from './natural-order.ts';

/** Size and time of a file, by which a change is seen. */
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * The first of the four types of a file on its way: as the library knows it, with everything that a template can put
 * into its name. `nameFiles` makes a NamedFile of it.
 */
export interface LibraryFile extends Stamp, FilePlace {
  readonly file: FileId;
  /** Null until the file has been read. */
  readonly picture: PictureId | null;
  /** Absolute: `folder` and `name`, as the library spells them. */
  readonly path: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly faces: readonly NamingFace[];
}
