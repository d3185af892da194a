import type { ImportedKind } from '../../../contract/api/import-api.ts';
import type { Box, Size } from '../../../contract/geometry.ts';

/** Where in a picture a name is, as another program says it. */
export interface ImportedRegion {
  /** Fractions of width and height, origin top left. */
  readonly box: Box;
  /** Of the picture as it is stored, or as EXIF turns it. */
  readonly frame: 'stored' | 'upright';
  /** Pixels of the picture that it was said of; null: not said. */
  readonly size: Size | null;
}

/** A name that another program has for a part of a picture; or for all of it, where `region` is null. */
export interface ImportedName {
  readonly name: string;
  readonly kind: ImportedKind;
  readonly region: ImportedRegion | null;
}

/** What a source says of one picture's file. */
export interface ImportedFile {
  /** Absolute; or what is known of its end, where the program does not say where the disk is mounted. */
  readonly path: string;
  readonly names: readonly ImportedName[];
}
