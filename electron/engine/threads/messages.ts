import type { ErrorData } from '../../contract/errors.ts';

/** A call of a job. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** `close`: the thread ends when it has done the calls before. */
export type ToThread = Call | { readonly close: true };

export type FromThread =
  /** Once, when the thread has started; or why it could not. */
  | { readonly ready: true }
  | { readonly failed: ErrorData }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: ErrorData }
  /** News that nobody asked for, such as progress. */
  | { readonly event: unknown };
