import type { PictureId } from '../../../contract/ids.ts';
import type { FileId } from '../../../contract/rename-model.ts';
import type { Stamp } from '../naming/name-files.ts';

/** What became of a file and its sidecars: kept with the batch, for the way back. */
export interface BatchMove extends Stamp {
  readonly from: string;
  readonly to: string;
  readonly file: FileId | null;
  readonly picture: PictureId | null;
  readonly sidecars: readonly (Stamp & { readonly from: string; readonly to: string })[];
}

/** Stamps as they are after the batch, where they differ: by new path. */
export function restamped(moves: readonly BatchMove[], landed: ReadonlyMap<string, Stamp>): BatchMove[] {
  const stamp = (to: string, old: Stamp): Stamp => {
    const { size, mtimeMs } = landed.get(to) ?? old;
    return { size, mtimeMs };
  };
  return moves.map((move) => ({
    ...move,
    ...stamp(move.to, move),
    sidecars: move.sidecars.map((sidecar) => ({ ...sidecar, ...stamp(sidecar.to, sidecar) })),
  }));
}
