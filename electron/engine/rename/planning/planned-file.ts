import type { FileMove, RenameRow } from '../../../contract/rename/rename-model.ts';
import type { PathLimit } from '../naming/safe-names.ts';
import type { FileOnDisk, FolderOnDisk } from './survey.ts';

export interface PlanOptions {
  readonly kind: 'move' | 'copy';
  /** The folder that new names are relative to; null: each file's own folder. */
  readonly base: string | null;
  readonly separator: string;
  readonly pathLimit: PathLimit;
}

/**
 * The third of the four types of a file on its way: a file after its name was compared with the disk and with all other
 * names, as a row of the preview and with the moves that it takes. `compile` makes the steps of a batch of the moves,
 * `toMovedFiles` what the batch writes down.
 */
export interface PlannedFile extends RenameRow {
  /** The file first, then its sidecars. Empty unless the file gets a new name. */
  readonly moves: readonly PlannedMove[];
}

/** One path of a planned file, of the file itself or of a sidecar, with what it takes to order and check the move. */
export interface PlannedMove extends FileMove {
  /** `from` and `to` as the file system compares them. */
  readonly fromKey: string;
  readonly toKey: string;
  readonly toFolder: FolderOnDisk;
  /** The name that is at `to` already, as it is spelled there; null where there is none. */
  readonly holder: string | null;
  readonly acrossDevices: boolean;
  /** The file as the plan saw it; null where it was not there. */
  readonly stamp: FileOnDisk | null;
}

export function movesOf(files: readonly PlannedFile[]): PlannedMove[] {
  return files.flatMap(({ moves }) => moves);
}

/** Throws for a move of a file that was not there: a plan refuses those. */
export function stampOf({ stamp, from }: PlannedMove): FileOnDisk {
  if (!stamp) throw new Error(`${from} was planned without being there`);
  return stamp;
}
