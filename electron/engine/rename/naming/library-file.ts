import type { FileRow } from '../../store/renames/file-moves.ts';
import type { NamingFace } from './characters-of.ts';
import type { FilePlace } from './natural-order.ts';

/**
 * The first of the four types of a file on its way: as the library knows it, with everything that a template can put
 * into its name. `nameFiles` makes a NamedFile of it.
 */
export interface LibraryFile extends FileRow, FilePlace {
  readonly faces: readonly NamingFace[];
}
