import type { FileMove } from '../../../contract/rename/rename-model.ts';
import type { FileOnDisk } from './survey.ts';

/** One step of a batch. Every step can be taken back, and the disk shows whether it was done. Stored as JSON. */
export type Step =
  | { readonly do: 'folder'; readonly path: string }
  | ({ readonly do: 'copy'; readonly stamp: FileOnDisk } & FileMove)
  | ({ readonly do: 'move'; readonly stamp: FileOnDisk } & FileMove);

/** What is left to do once the batch has happened. It is repeated until it succeeds. */
export type SweepStep =
  /** `twin`: the file that has the same content, without which `path` is not removed. */
  | { readonly do: 'remove'; readonly path: string; readonly twin: string }
  | { readonly do: 'folder-away'; readonly path: string };

/** The steps of a batch, in order. The library follows between `landing` and `sweep`. */
export interface Program {
  /** Makes folders, copies, and moves, some of them to temporary names. */
  readonly before: readonly Step[];
  /** Moves from temporary names to final ones. */
  readonly landing: readonly Step[];
  /** Removes the sources of copies, and folders that earlier batches made and that are empty now. */
  readonly sweep: readonly SweepStep[];
}

export const emptyProgram: Program = { before: [], landing: [], sweep: [] };
