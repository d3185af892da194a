import type { Renames } from './renames.ts';

/** What the renaming thread is started with. */
export interface ThreadData {
  readonly library: string;
  /** One Int32: not 0 once the batch under way is to be taken back. */
  readonly cancel: SharedArrayBuffer;
}

/** What it does. It tells the progress of a batch as `RenameProgress`. */
export interface RenameJobs extends Pick<Renames, 'preview' | 'previewUndo' | 'rows' | 'batches' | 'recover'> {
  /** Its observer stays in the thread. */
  apply(plan: Parameters<Renames['apply']>[0]): ReturnType<Renames['apply']>;
}
