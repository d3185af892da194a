import type { PictureId } from '../../../contract/ids.ts';
import type { FileId, FileMove } from '../../../contract/rename/rename-model.ts';
import type { Stamp } from '../../../contract/stamp.ts';
import { stampOf, type PlannedFile } from './planned-file.ts';

/**
 * The last of the four types of a file on its way: what became of a file and its sidecars. It is stored with the batch
 * as JSON. The library's file table follows it, and `planUndo` plans the way back from it.
 */
export interface MovedFile extends FileMove, Stamp {
  readonly file: FileId | null;
  readonly picture: PictureId | null;
  readonly sidecars: readonly (FileMove & Stamp)[];
}

/** The files that a plan changes, as they will be after it. */
export function toMovedFiles(files: readonly PlannedFile[]): MovedFile[] {
  return files
    .filter(({ fate }) => fate === 'change')
    .map(({ from, to, file, picture, moves }) => {
      const [main, ...sidecars] = moves.map((move) => {
        const { size, mtimeMs } = stampOf(move);
        return { from: move.from, to: move.to, size, mtimeMs };
      });
      if (!main) throw new Error('a file that changes has a move');
      return { ...main, from, to, file, picture, sidecars };
    });
}

/** With the stamps of the files that a batch has changed. `landed`: those stamps, by new path. */
export function restamped(files: readonly MovedFile[], landed: ReadonlyMap<string, Stamp>): MovedFile[] {
  const stamp = (to: string, old: Stamp): Stamp => {
    const { size, mtimeMs } = landed.get(to) ?? old;
    return { size, mtimeMs };
  };
  return files.map((file) => ({
    ...file,
    ...stamp(file.to, file),
    sidecars: file.sidecars.map((sidecar) => ({ ...sidecar, ...stamp(sidecar.to, sidecar) })),
  }));
}
