import type { ErrorData } from '../../contract/errors.ts';
import type { RenameProgress } from '../../contract/rename-model.ts';
import type { Renames } from './renames.ts';

/** What the engine's thread and the renaming thread say to each other. */
export interface ThreadData {
  readonly library: string;
  /** One Int32: not 0 once the batch under way is to be taken back. */
  readonly cancel: SharedArrayBuffer;
}

export type Method = 'preview' | 'previewUndo' | 'rows' | 'apply' | 'batches';

/** The arguments of a call, less the observer: that one stays in the thread. */
export type Arguments<M extends Method> = M extends 'apply'
  ? [plan: Parameters<Renames['apply']>[0]]
  : Parameters<Renames[M]>;

export interface ToThread {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

export type FromThread =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: ErrorData }
  | { readonly progress: RenameProgress };
