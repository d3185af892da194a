import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';

/** Which files to rename: those of some characters, some pictures, or all in a folder on disk. */
export type FilesToRename =
  | { readonly characters: readonly CharacterId[] }
  | { readonly pictures: readonly PictureId[] }
  | { readonly below: string };

/**
 * What can be opened from anywhere, with something to begin with. The views behind it stand above those that call it:
 * the shell puts the two together.
 */
export interface Opener {
  /** Null: the faces without a group. */
  group(character: CharacterId | null): void;
  /** With `query`: that instead of what was searched for last. */
  search(query?: string): void;
  /** Looks for faces like this one. */
  find(face: FaceId, picture: PictureId): void;
  /** Without `files`: those that were asked for last. */
  rename(files?: FilesToRename): void;
  import(): void;
  /** `characters`: those that are offered instead of all. */
  export(characters?: readonly CharacterId[]): void;
}
